package io.keystile.examples.directdebit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a query without touching the body, which the servlet API's parameters would. */
final class QueryString {
    /** What the decoder puts where bytes are no UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private QueryString() {}

    /** The first value of that name; null if there is none. What is no percent-encoded UTF-8 is left as it stands. */
    static @Nullable String first(@Nullable String query, String name) {
        int start = 0;
        while (query != null && start <= query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (name.equals(decode(query.substring(start, nameEnd)))) {
                return nameEnd == end ? "" : decode(query.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return decoded.indexOf(REPLACEMENT) < 0 ? decoded : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
