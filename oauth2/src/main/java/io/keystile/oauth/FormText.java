package io.keystile.oauth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code application/x-www-form-urlencoded} (RFC 6749 Appendix B), read strictly. */
final class FormText {
    private FormText() {}

    /**
     * The parameters of a form; one without a value counts as omitted, though not as another of its name (RFC 6749 §3.1).
     *
     * @throws InvalidRequestException if one is there twice, or the text is no form
     */
    static Map<String, String> parameters(String form) throws InvalidRequestException {
        Map<String, String> parameters = new LinkedHashMap<>();
        int from = 0;
        while (from < form.length()) {
            int end = form.indexOf('&', from);
            end = end < 0 ? form.length() : end;
            if (end > from) {
                put(parameters, form.substring(from, end));
            }
            from = end + 1;
        }
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String pair) throws InvalidRequestException {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (name == null || value == null) {
            throw new InvalidRequestException("the form is not encoded as a form");
        }
        if (parameters.putIfAbsent(name, value) != null) {
            throw new InvalidRequestException("a parameter is there twice");
        }
    }

    /** Null for what is no encoding of UTF-8. */
    static @Nullable String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = octet(text, i + 1);
                if (octet < 0) {
                    return null;
                }
                bytes.write(octet);
                i += 2;
            } else if (c > '~') {
                return null;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int octet(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Null for what is none. */
    static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
