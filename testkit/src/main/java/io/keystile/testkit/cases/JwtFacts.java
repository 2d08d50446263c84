package io.keystile.testkit.cases;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a good token of a server says (RFC 9068 §2.2).
 *
 * @param algorithm the server's: {@code ES256}
 * @param now seconds since the epoch
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param subject {@code sub} and {@code client_id}
 * @param keyId {@code kid}
 * @param more the server's own claims, beyond those of RFC 9068
 */
public record JwtFacts(
        String algorithm,
        long now,
        String issuer,
        String audience,
        String subject,
        String keyId,
        Map<String, Object> more) {
    private static final Pattern NOW = Pattern.compile("@now([+-]\\d+)?");
    private static final Pattern NOW_IN_TEXT = Pattern.compile("@now([+-]\\d+)?@");
    private static final long LIFE_SECONDS = 300;

    /** Copies. */
    public JwtFacts {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** Of a server that has no claims of its own. */
    public JwtFacts(String algorithm, long now, String issuer, String audience, String subject, String keyId) {
        this(algorithm, now, issuer, audience, subject, keyId, Map.of());
    }

    Map<String, @Nullable Object> header() {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm);
        header.put("typ", "at+jwt");
        header.put("kid", keyId);
        return header;
    }

    Map<String, @Nullable Object> claims() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("client_id", subject);
        claims.put("aud", audience);
        claims.put("scope", "authorize");
        claims.put("iat", BigInteger.valueOf(now));
        claims.put("exp", BigInteger.valueOf(now + LIFE_SECONDS));
        claims.put("jti", "j-1");
        claims.putAll(more);
        return claims;
    }

    /** {@code @now-5} as a whole string is a number; {@code {"$str": …}} its text; deeply. */
    Map<String, @Nullable Object> filledIn(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        members.forEach((name, value) -> filled.put(name, value(value)));
        return filled;
    }

    private @Nullable Object value(@Nullable Object value) {
        if (value instanceof String string) {
            Matcher matcher = NOW.matcher(string);
            return matcher.matches() ? BigInteger.valueOf(now + offset(matcher)) : string;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> filled = new ArrayList<>();
            list.forEach(element -> filled.add(value(element)));
            return filled;
        }
        if (value instanceof Map<?, ?> map) {
            boolean text = map.size() == 1 && map.containsKey("$str");
            return text ? String.valueOf(value(map.get("$str"))) : filledIn(JwtRecipes.members(map));
        }
        return value;
    }

    /** {@code @now+300@}, {@code @iss@} and their like within a text. */
    String filledIn(String text) {
        return NOW_IN_TEXT
                .matcher(Cells.repeated(text))
                .replaceAll(m -> Long.toString(now + offset(m)))
                .replace("@iss@", issuer)
                .replace("@aud@", audience)
                .replace("@sub@", subject)
                .replace("@kid@", keyId)
                .replace("@alg@", algorithm);
    }

    /**
     * A recipe's whole text of the header: with the key's id, if it is an object that names none, so that it is refused for what
     * the row is about.
     */
    String completedHeader(String text) {
        return more.isEmpty() ? text : with(text, Map.of("kid", keyId));
    }

    /** A recipe's whole text of the claims: with the server's own, likewise. */
    String completedClaims(String text) {
        return with(text, more);
    }

    private static String with(String text, Map<String, ?> members) {
        int end = text.lastIndexOf('}');
        if (!text.stripLeading().startsWith("{") || end < 0 || !text.contains(":")) {
            return text;
        }
        StringBuilder added = new StringBuilder();
        members.forEach((name, value) -> {
            if (!text.contains("\"" + name + "\"")) {
                added.append(',').append(Json.write(name)).append(':').append(Json.write(value));
            }
        });
        return text.substring(0, end) + added + text.substring(end);
    }

    private static long offset(java.util.regex.MatchResult match) {
        return match.group(1) == null ? 0 : Long.parseLong(match.group(1));
    }
}
