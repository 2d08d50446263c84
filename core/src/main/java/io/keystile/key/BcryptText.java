package io.keystile.key;

import java.util.Base64;

/** A bcrypt string, {@code $2b$12$} and 53 characters of salt and hash, in its parts. */
final class BcryptText {
    private static final int LENGTH = 60;
    private static final int SALT_FROM = 7;
    private static final int HASH_FROM = 29;
    private static final String DIGITS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String STANDARD_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final SlowHashCost.Bcrypt cost;
    private final byte[] salt;
    private final byte[] hash;

    private BcryptText(SlowHashCost.Bcrypt cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads one; no message quotes it. The bits of its last digits that say nothing may be any. */
    static BcryptText parse(String text) {
        boolean framed = text.length() == LENGTH
                && (text.startsWith("$2a$") || text.startsWith("$2b$") || text.startsWith("$2y$"))
                && text.charAt(6) == '$';
        int cost = framed ? twoDigits(text) : -1;
        if (cost < 0) {
            throw new IllegalArgumentException(
                    "slow hash: is no bcrypt string of 60 characters with $2a$, $2b$ or $2y$ in front");
        }
        return new BcryptText(
                new SlowHashCost.Bcrypt(cost),
                decode(text.substring(SALT_FROM, HASH_FROM)),
                decode(text.substring(HASH_FROM)));
    }

    static String ofNoKey(SlowHashCost.Bcrypt cost) {
        return "$2b$%02d$".formatted(cost.cost()) + "N0keyHasThisSalt.N0key" + "N0KeyIsKnownToHaveThisHashOfAll";
    }

    SlowHashCost.Bcrypt cost() {
        return cost;
    }

    /** 16 bytes. */
    byte[] salt() {
        return salt;
    }

    /** 23 bytes. */
    byte[] hash() {
        return hash;
    }

    private static int twoDigits(String text) {
        int tens = text.charAt(4) - '0';
        int ones = text.charAt(5) - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -1;
    }

    private static byte[] decode(String digits) {
        StringBuilder standard = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            int value = DIGITS.indexOf(digits.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("slow hash: holds a character that no bcrypt string does");
            }
            standard.append(STANDARD_DIGITS.charAt(value));
        }
        return Base64.getDecoder().decode(standard.toString());
    }
}
