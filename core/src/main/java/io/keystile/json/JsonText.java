package io.keystile.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Takes in a whole text, bounded: strict UTF-8 (RFC 8259 §8.1), a byte order mark at its start aside. */
public final class JsonText {
    /** The largest text, in bytes of a stream, in characters of a reader. */
    public static final int MAX_SIZE = 16 * 1024 * 1024;

    private static final Spot START = new Spot(1, 1, "");

    private JsonText() {}

    /** Reads a stream to its end; leaves it open. */
    public static String of(InputStream in) throws IOException, JsonSyntaxException {
        byte[] bytes = in.readNBytes(MAX_SIZE + 1);
        if (bytes.length > MAX_SIZE) {
            throw tooLarge();
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            throw new JsonSyntaxException(endOf(decoded), "is not UTF-8");
        }
        return withoutMark(decoded);
    }

    /** Reads a reader to its end; leaves it open. */
    public static String of(Reader in) throws IOException, JsonSyntaxException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            text.append(buffer, 0, read);
            if (text.length() > MAX_SIZE) {
                throw tooLarge();
            }
        }
        return withoutMark(text.toString());
    }

    private static JsonSyntaxException tooLarge() {
        return new JsonSyntaxException(START, "is larger than " + MAX_SIZE / (1024 * 1024) + " MiB");
    }

    private static Spot endOf(String text) {
        int line = 1;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            line++;
            start = end + 1;
        }
        return new Spot(line, text.length() - start + 1, "");
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
