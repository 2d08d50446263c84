package io.keystile.oauth;

import io.keystile.key.KeyHash;

/**
 * A token as it was presented, told apart from all others by the SHA-256 of its last characters and by the text before them. What
 * is hashed lies in the signature and is more than anyone could guess, so that the rest is no secret: that is long, and is compared
 * instead of hashed, which costs a quarter. For one request.
 */
final class TokenText {
    /** What one block of SHA-256 takes: of base64url 330 bits. */
    private static final int HASHED = 55;

    private final String line;
    private final int start;
    private final int split;
    private final KeyHash hash;

    /** The token that stands in a line from there to its end. */
    TokenText(String line, int start) {
        this.line = line;
        this.start = start;
        this.split = Math.max(start, line.length() - HASHED);
        this.hash = KeyHash.ofTail(line, split);
    }

    /** All of it. */
    String compact() {
        return line.substring(start);
    }

    /** What is compared. */
    String head() {
        return line.substring(start, split);
    }

    /** Whether it starts with that, up to what is hashed. */
    boolean hasHead(String text) {
        // The copy pays: equal texts of equal length are compared many characters at once, regions one by one.
        return text.length() == split - start && text.equals(head());
    }

    /** Of its last characters. */
    KeyHash hash() {
        return hash;
    }

    /** The hash of all of it, for what is not known by its end. */
    KeyHash whole() {
        return KeyHash.ofTail(line, start);
    }
}
