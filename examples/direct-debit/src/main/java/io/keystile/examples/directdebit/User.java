package io.keystile.examples.directdebit;

import java.io.Serializable;

/**
 * Someone who has logged in.
 *
 * @param organisation whose data and keys are the user's
 */
record User(String username, String organisation) implements Serializable {
    private static final int MAX_LENGTH = 100;

    /** Both names stand in events and credentials, which take visible ASCII. */
    User {
        check("username", username);
        check("organisation", organisation);
    }

    private static void check(String field, String value) {
        boolean visible = value.chars().allMatch(c -> c > ' ' && c <= '~');
        if (value.isEmpty() || value.length() > MAX_LENGTH || !visible) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + MAX_LENGTH + " visible ASCII characters without blanks");
        }
    }
}
