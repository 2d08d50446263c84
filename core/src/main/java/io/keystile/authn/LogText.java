package io.keystile.authn;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A caller's text in a log line of fields parted by blanks: whatever is not visible ASCII is percent-encoded again, so that
 * no text ends its field or the line, or turns its direction.
 */
final class LogText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private LogText() {}

    /** The same text if it is plain; the ellipsis of a redaction stays. */
    static String of(String text) {
        int at = 0;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? text : encoded(text, at);
    }

    private static String encoded(String text, int plain) {
        StringBuilder encoded = new StringBuilder(text.length() + 32).append(text, 0, plain);
        int next;
        for (int at = plain; at < text.length(); at = next) {
            next = text.offsetByCodePoints(at, 1);
            if (isPlain(text.charAt(at))) {
                encoded.append(text.charAt(at));
                continue;
            }
            for (byte octet : text.substring(at, next).getBytes(StandardCharsets.UTF_8)) {
                HEX.toHexDigits(encoded.append('%'), octet);
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char c) {
        return (c > ' ' && c <= '~' && c != '%' && c != '"') || c == '…';
    }
}
