package io.keystile.testkit.cases;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of a recipe's {@code post}, on a token that is finished. For one token. */
final class JwtSurgery {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final BigInteger P256_ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private final String[] parts;
    private final byte[] signature;
    private @Nullable String whole;

    private JwtSurgery(String head, String claims, byte[] signature) {
        this.parts = new String[] {head, claims, JwtRecipes.base64(signature)};
        this.signature = signature;
    }

    static String apply(String head, String claims, byte[] signature, List<?> operations) {
        JwtSurgery token = new JwtSurgery(head, claims, signature);
        operations.forEach(operation -> token.operate(JwtRecipes.list(operation)));
        return token.text();
    }

    private String text() {
        return whole == null ? String.join(".", parts) : whole;
    }

    private void operate(List<?> operation) {
        String name = word(operation, 0);
        if (name.startsWith("sig_")) {
            parts[2] = JwtRecipes.base64(resigned(name, operation));
        } else if (operation.size() > 1 && operation.get(1) instanceof Number part) {
            parts[part.intValue()] = changed(parts[part.intValue()], name, operation);
        } else {
            whole = joined(name, operation);
        }
    }

    private static String changed(String part, String name, List<?> operation) {
        return switch (name) {
            case "blank" -> "";
            case "flip" -> flipped(part, number(operation, 2));
            case "spare_bits" -> withSpareBits(part);
            case "pad" -> part + (part.length() % 4 == 0 ? "=" : "=".repeat(4 - part.length() % 4));
            case "std_alphabet" -> part.replace('-', '+').replace('_', '/');
            case "insert" ->
                part.substring(0, number(operation, 2)) + word(operation, 3) + part.substring(number(operation, 2));
            case "replace" -> Cells.repeated(word(operation, 2));
            default -> throw new IllegalArgumentException("unknown operation " + name);
        };
    }

    private static String flipped(String part, int index) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        bytes[index < 0 ? bytes.length + index : index] ^= 1;
        return JwtRecipes.base64(bytes);
    }

    /** Sets a bit of the last character that decoding drops, where there is one. */
    private static String withSpareBits(String part) {
        int last = part.length() - 1;
        return part.length() % 4 < 2
                ? part
                : part.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(part.charAt(last)) ^ 1);
    }

    private byte[] resigned(String name, List<?> operation) {
        return switch (name) {
            case "sig_zero" -> new byte[signature.length];
            case "sig_hex" -> hex(Cells.repeated(word(operation, 1)));
            case "sig_cut" -> cut(number(operation, 1));
            case "sig_add" -> concat(signature, hex(word(operation, 1)));
            case "sig_front" -> concat(hex(word(operation, 1)), signature);
            case "sig_neg_s" ->
                concat(Arrays.copyOf(signature, 32), JwtKeys.unsigned(P256_ORDER.subtract(half(32)), 32));
            case "sig_der" -> der();
            default -> throw new IllegalArgumentException("unknown operation " + name);
        };
    }

    /** As Python slices: a negative length counts from the end. */
    private byte[] cut(int length) {
        return Arrays.copyOf(
                signature, length < 0 ? Math.max(0, signature.length + length) : Math.min(length, signature.length));
    }

    private BigInteger half(int from) {
        return new BigInteger(1, Arrays.copyOfRange(signature, from, from + 32));
    }

    private byte[] der() {
        byte[] r = half(0).toByteArray();
        byte[] s = half(32).toByteArray();
        byte[] numbers = concat(concat(new byte[] {2, (byte) r.length}, r), concat(new byte[] {2, (byte) s.length}, s));
        return concat(new byte[] {0x30, (byte) numbers.length}, numbers);
    }

    private String joined(String name, List<?> operation) {
        return switch (name) {
            case "json_flat" -> Json.write(members("protected", parts[0], "payload", parts[1], "signature", parts[2]));
            case "json_general" -> {
                Map<String, Object> general = members("payload", parts[1]);
                general.put("signatures", List.of(members("protected", parts[0], "signature", parts[2])));
                yield Json.write(general);
            }
            case "join" -> String.join(word(operation, 1), parts);
            case "two_parts" -> parts[0] + "." + parts[1];
            case "append" -> text() + Cells.repeated(word(operation, 1));
            case "prepend" -> Cells.repeated(word(operation, 1)) + text();
            case "whole" -> Cells.repeated(word(operation, 1));
            default -> throw new IllegalArgumentException("unknown operation " + name);
        };
    }

    private static Map<String, Object> members(String... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String word(List<?> operation, int index) {
        return String.valueOf(operation.get(index));
    }

    private static int number(List<?> operation, int index) {
        return ((Number) operation.get(index)).intValue();
    }
}
