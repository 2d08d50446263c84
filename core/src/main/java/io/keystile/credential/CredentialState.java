package io.keystile.credential;

/** What operators have made of a credential; expiry is a matter of time, not of state. */
public enum CredentialState {
    /** As issued. */
    ACTIVE,
    /** Refused until resumed. */
    SUSPENDED,
    /** Refused for ever. */
    REVOKED
}
