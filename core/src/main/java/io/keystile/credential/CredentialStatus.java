package io.keystile.credential;

/** What a credential is at an instant: its state, and its expiry. */
public enum CredentialStatus {
    /** Its keys authenticate. */
    ACTIVE,
    /** Refused until resumed. */
    SUSPENDED,
    /** Past its expiry. */
    EXPIRED,
    /** Refused for ever. */
    REVOKED
}
