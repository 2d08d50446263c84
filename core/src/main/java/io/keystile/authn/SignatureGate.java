package io.keystile.authn;

/** What stands before the check of a signature: such checks are dear, and anyone can ask for them with a text of his own. */
@FunctionalInterface
public interface SignatureGate {
    /**
     * Lets one check through.
     *
     * @throws TokenChecksFullException if there were too many
     */
    void enter();
}
