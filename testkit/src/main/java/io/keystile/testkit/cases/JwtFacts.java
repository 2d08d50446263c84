package io.keystile.testkit.cases;

import java.math.BigInteger;
import java.util.ArrayList;
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
 */
public record JwtFacts(String algorithm, long now, String issuer, String audience, String subject, String keyId) {
    private static final Pattern NOW = Pattern.compile("@now([+-]\\d+)?");
    private static final Pattern NOW_IN_TEXT = Pattern.compile("@now([+-]\\d+)?@");
    private static final long LIFE_SECONDS = 300;

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

    private static long offset(java.util.regex.MatchResult match) {
        return match.group(1) == null ? 0 : Long.parseLong(match.group(1));
    }
}
