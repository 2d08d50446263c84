package io.keystile.key;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An Argon2id PHC string, {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, in its parts. */
final class Argon2Text {
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_HASH_BYTES = 16;
    private static final int MAX_BYTES = 64;
    private static final int MAX_DIGITS = 9;

    private final SlowHashCost.Argon2id cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Text(SlowHashCost.Argon2id cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads one, with its parameters in the order of Argon2's own encoder; no message quotes it. */
    static Argon2Text parse(String text) {
        List<String> parts = parts(text, '$');
        if (parts.size() != 6 || !parts.get(0).isEmpty() || !parts.get(1).equals("argon2id")) {
            throw new IllegalArgumentException("slow hash: is neither bcrypt nor a PHC string of argon2id"
                    + " ($argon2id$v=19$m=…,t=…,p=…$salt$hash)");
        }
        if (!parts.get(2).equals("v=19")) {
            throw new IllegalArgumentException("slow hash: is of another version of argon2id than 19");
        }
        List<String> costs = parts(parts.get(3), ',');
        if (costs.size() != 3) {
            throw new IllegalArgumentException("slow hash: argon2id must say m, t and p, in this order, and no more");
        }
        return new Argon2Text(
                new SlowHashCost.Argon2id(
                        number("m=", costs.get(0)), number("t=", costs.get(1)), number("p=", costs.get(2))),
                bytes("salt", parts.get(4), MIN_SALT_BYTES),
                bytes("hash", parts.get(5), MIN_HASH_BYTES));
    }

    static String ofNoKey(SlowHashCost.Argon2id cost) {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(cost.memoryKib(), cost.iterations(), cost.parallelism())
                + "bm8ga2V5IGhhcyB0aGlzIA" + '$' + "bm8ga2V5IGlzIGtub3duIHRvIGhhdmUgdGhpcyBoYXM";
    }

    SlowHashCost.Argon2id cost() {
        return cost;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static int number(String name, String text) {
        String digits = text.startsWith(name) ? text.substring(name.length()) : "";
        boolean plain = !digits.isEmpty() && digits.length() <= MAX_DIGITS && digits.charAt(0) != '0';
        for (int i = 0; plain && i < digits.length(); i++) {
            plain = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!plain) {
            throw new IllegalArgumentException("slow hash: argon2id needs " + name
                    + " and a decimal number, of at most " + MAX_DIGITS + " digits, as its costs");
        }
        return Integer.parseInt(digits);
    }

    private static byte[] bytes(String what, String text, int min) {
        byte[] bytes;
        try {
            bytes = text.indexOf('=') >= 0 ? new byte[0] : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Not the decoder's own message: that would quote a character.
            bytes = new byte[0];
        }
        if (bytes.length < min || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "slow hash: argon2id's %s must be %d to %d bytes in Base64 without padding"
                            .formatted(what, min, MAX_BYTES));
        }
        return bytes;
    }
}
