package io.keystile.credential;

/** The grammar of a scope's name: RFC 6749 §3.3's scope-token, less the comma and {@code *}, at most 64 characters. */
public final class ScopeName {
    /** The most characters a scope's name may have. */
    public static final int MAX_LENGTH = 64;

    private ScopeName() {}

    /**
     * Checks a name.
     *
     * @return {@code name}
     * @throws InvalidFieldException of field {@code scopes} if it is no scope's name
     */
    public static String checked(String name) {
        if (name.isBlank()) {
            throw new InvalidFieldException("scopes", "must not hold a blank name");
        }
        if (name.length() > MAX_LENGTH) {
            throw new InvalidFieldException("scopes", "must hold names of at most " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < name.length(); i++) {
            if (!allowed(name.charAt(i))) {
                throw new InvalidFieldException(
                        "scopes", "must hold names of visible ASCII without '\"', '\\', ',' and '*'");
            }
        }
        return name;
    }

    private static boolean allowed(char c) {
        return c > ' ' && c <= '~' && c != '"' && c != '\\' && c != ',' && c != '*';
    }
}
