package io.keystile.testkit.cases;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tokens of {@code jwt.tsv}: a good one first, then what the recipe makes of it. The result is characters to
 * be sent as UTF-8.
 */
public final class JwtRecipes {
    private final JwtFacts facts;
    private final JwtKeys keys;
    private final JwtSigner signer;

    /** By those facts and keys. */
    public JwtRecipes(JwtFacts facts, JwtKeys keys) {
        this(facts, keys, JwtSigner.JDK);
    }

    JwtRecipes(JwtFacts facts, JwtKeys keys, JwtSigner signer) {
        this.facts = facts;
        this.keys = keys;
        this.signer = signer;
    }

    /**
     * The token of a recipe.
     *
     * @param recipe the cell's JSON; {@code {}} for a good token
     * @throws IllegalArgumentException for a recipe that can't be read
     */
    public String build(String recipe) {
        Map<String, @Nullable Object> steps = members(Json.parse(recipe));
        String head = base64(part(steps, "h", header(steps)));
        String claims = base64(part(steps, "c", claims(steps)));
        byte[] signature = signature(steps, head + "." + claims);
        return JwtSurgery.apply(head, claims, signature, list(steps.get("post")));
    }

    private Map<String, @Nullable Object> header(Map<String, @Nullable Object> steps) {
        Map<String, @Nullable Object> header = facts.header();
        list(steps.get("h_del")).forEach(name -> header.remove(String.valueOf(name)));
        header.putAll(facts.filledIn(members(steps.get("h"))));
        if ("ATTACKER_JWK".equals(header.get("jwk"))) {
            header.put("jwk", keys.attackerJwk());
        }
        return header;
    }

    private Map<String, @Nullable Object> claims(Map<String, @Nullable Object> steps) {
        Map<String, @Nullable Object> claims = facts.claims();
        list(steps.get("c_del")).forEach(name -> claims.remove(String.valueOf(name)));
        claims.putAll(facts.filledIn(members(steps.get("c"))));
        return claims;
    }

    /** The bytes of header or claims: from the raw text if there is one, then as {@code _hex} has it. */
    private byte[] part(Map<String, @Nullable Object> steps, String part, Map<String, @Nullable Object> members) {
        Object raw = steps.get(part + "_raw");
        String text = raw == null ? Json.write(members) : completed(part, facts.filledIn(String.valueOf(raw)));
        byte[] bytes = utf8(text);
        Object hex = steps.get(part + "_hex");
        if (hex == null) {
            return bytes;
        }
        return switch (String.valueOf(hex)) {
            case "BOM" -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, bytes);
            case "UTF16" -> joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, text.getBytes(StandardCharsets.UTF_16LE));
            case "BADUTF8" ->
                joined(
                        java.util.Arrays.copyOf(bytes, bytes.length - 1),
                        ",\"x\":\"\u00FF\"}".getBytes(StandardCharsets.ISO_8859_1));
            default -> HexFormat.of().parseHex(String.valueOf(hex));
        };
    }

    private String completed(String part, String text) {
        return part.equals("h") ? facts.completedHeader(text) : facts.completedClaims(text);
    }

    private byte[] signature(Map<String, @Nullable Object> steps, String input) {
        Map<String, @Nullable Object> sign = members(steps.get("sign"));
        String algorithm = String.valueOf(sign.getOrDefault("alg", "SERVER"));
        String key = String.valueOf(sign.getOrDefault("key", "SERVER"));
        String by = algorithm.equals("SERVER") ? facts.algorithm() : algorithm;
        byte[] data = input.getBytes(StandardCharsets.US_ASCII);
        if (by.equals("none")) {
            return new byte[0];
        }
        if (by.startsWith("HS")) {
            return JwtSigner.mac(by, secret(key), data);
        }
        KeyPair pair = key.equals("ATTACKER") ? keys.attacker() : keys.server();
        if (pair == null) {
            throw new IllegalArgumentException("there is no pair to sign by " + by);
        }
        return signer.sign(by, pair.getPrivate(), data);
    }

    private String secret(String key) {
        boolean pair = keys.server() != null;
        return switch (key) {
            case "EMPTY" -> "";
            case "SERVER" -> keys.publicForm("PUBPEM");
            case "ATTACKER" -> pair ? keys.publicForm("PUBPEM") : keys.attackerSecret();
            default -> key.startsWith("text:") ? key.substring("text:".length()) : keys.publicForm(key);
        };
    }

    /** UTF-8, in which a lone U+DC80 to U+DCFF stands for the byte 80 to FF (Python's surrogateescape). */
    static byte[] utf8(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            boolean isByte = c >= 0xDC80 && c <= 0xDCFF;
            bytes.writeBytes(
                    isByte ? new byte[] {(byte) c} : Character.toString(c).getBytes(StandardCharsets.UTF_8));
        });
        return bytes.toByteArray();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    static Map<String, @Nullable Object> members(@Nullable Object json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return members;
    }

    static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }
}
