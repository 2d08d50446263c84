package io.keystile.credential;

/** What an id or a name that others chose may look like: visible ASCII, bounded. */
final class OpaqueText {
    static final int MAX_LENGTH = 128;

    private OpaqueText() {}

    /** {@code value}; refuses what is empty, longer than 128 characters or not visible ASCII, naming {@code field}. */
    static String checked(String field, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InvalidFieldException(
                    field, "must have 1 to " + MAX_LENGTH + " characters, but has " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new InvalidFieldException(field, "must be visible ASCII, but is not at index " + i);
            }
        }
        return value;
    }
}
