package io.keystile.oauth;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token's header must say before its signature is looked at. */
final class TokenHeader {
    private TokenHeader() {}

    /**
     * The key that a token names, if all else in its header fits that (RFC 8725 §3.1, §3.11). What a header brings along itself
     * ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u}) is not read; {@code crit} is refused, since nothing is known here
     * that could be critical.
     */
    static @Nullable TokenKey key(CompactJws token, KeySet keys) {
        Map<String, @Nullable Object> header = JsonTree.read(token.header());
        if (header == null
                || header.containsKey("crit")
                || !(header.get("kid") instanceof String id)
                || !(header.get("typ") instanceof String type)
                || !isAccessToken(type)) {
            return null;
        }
        TokenKey key = keys.find(id);
        boolean fits = key != null
                && key.algorithmName().equals(header.get("alg"))
                && key.signatureLength() == token.signature().length;
        return fits ? key : null;
    }

    /** A media type, with or without {@code application/} before it, in either case (RFC 9068 §4). */
    private static boolean isAccessToken(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("at+jwt") || lower.equals("application/at+jwt");
    }
}
