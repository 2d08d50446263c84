package io.keystile.examples.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** JSON in and out: strict when read, snake_case when written, times as RFC 3339 has them. */
public final class Json {
    /** The most of a body that is read. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A double would lose cents, and knows no 1e400.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance))
            .build();

    private Json() {}

    /** The whole body, as JSON. */
    public static JsonNode read(HttpServletRequest request) throws IOException {
        return parse(readBytes(request));
    }

    /** The whole body; empty if there is none. */
    public static byte[] readBytes(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw ProblemException.tooLarge(MAX_BODY_BYTES);
        }
        return body;
    }

    /** One JSON text in UTF-8, without a repeated key and with nothing behind it. */
    public static JsonNode parse(byte[] text) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(decoded(text));
        } catch (IOException | NumberFormatException e) {
            // The parser's own message would quote the body. An exponent past all bounds is the latter.
            throw ProblemException.badRequest("must be JSON in UTF-8, without repeated keys");
        }
        if (tree.isMissingNode()) {
            throw ProblemException.badRequest("must be JSON, and is empty");
        }
        return tree;
    }

    /** By itself the parser would also take UTF-16 and UTF-32, which RFC 8259 §8.1 rules out. */
    private static String decoded(byte[] text) throws CharacterCodingException {
        // Without replacing what is no UTF-8.
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }

    /** As of a body that was left out. */
    public static JsonNode emptyObject() {
        return MAPPER.createObjectNode();
    }

    /** As it would be written. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what this server answers can be written", e);
        }
    }

    public static void write(HttpServletResponse response, int status, Object value) throws IOException {
        write(response, status, "application/json", value);
    }

    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.status(), Problem.MEDIA_TYPE, problem);
    }

    private static void write(HttpServletResponse response, int status, String mediaType, Object value)
            throws IOException {
        byte[] body = bytes(value);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        // Not by the writer, which would add a charset.
        response.getOutputStream().write(body);
    }
}
