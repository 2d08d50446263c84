package io.keystile.oauth;

import io.keystile.request.RequestView;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request to an endpoint for clients, and who it says it is from. Read from its body and its {@code
 * Authorization} alone, never from its query. Prints without them.
 */
final class TokenRequest {
    /** The largest body, in bytes. */
    static final int MAX_BODY = 16 * 1024;

    private static final List<String> PARAMETERS =
            List.of("grant_type", "scope", "client_id", "client_secret", "token", "token_type_hint");

    private final Map<String, String> parameters;
    private final @Nullable BasicCredentials basic;

    private TokenRequest(Map<String, String> parameters, @Nullable BasicCredentials basic) {
        this.parameters = parameters;
        this.basic = basic;
    }

    /**
     * Reads one.
     *
     * @throws InvalidRequestException if its bytes make it none
     * @throws IOException if the body can't be read
     */
    static TokenRequest read(RequestView request, InputStream body) throws InvalidRequestException, IOException {
        String type = mediaType(request);
        BasicCredentials basic = BasicCredentials.of(request);
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new InvalidRequestException("the body is too large");
        }
        Map<String, String> parameters = switch (type) {
            case "application/x-www-form-urlencoded" -> form(bytes);
            case "application/json" -> json(bytes);
            default -> throw new InvalidRequestException("the body must be a form or JSON");
        };
        return new TokenRequest(parameters, basic).checked();
    }

    private TokenRequest checked() throws InvalidRequestException {
        if (basic != null && parameters.containsKey("client_secret")) {
            throw new InvalidRequestException("the client authenticates in two ways");
        }
        String id = basic == null ? null : basic.id();
        if (id != null && !id.equals(parameters.getOrDefault("client_id", id))) {
            throw new InvalidRequestException("there are two client ids");
        }
        return this;
    }

    /** In lower case, without its parameters. */
    private static String mediaType(RequestView request) throws InvalidRequestException {
        List<String> lines = request.headers("Content-Type");
        if (lines.size() != 1) {
            throw new InvalidRequestException("the Content-Type must be there once");
        }
        if (!request.headers("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new InvalidRequestException("the body must not be compressed");
        }
        String line = lines.get(0).toLowerCase(Locale.ROOT);
        int end = line.indexOf(';');
        String parameters =
                end < 0 ? "" : line.substring(end + 1).replace(" ", "").replace("\"", "");
        if (parameters.contains("charset=") && !parameters.contains("charset=utf-8")) {
            throw new InvalidRequestException("the body must be UTF-8");
        }
        return (end < 0 ? line : line.substring(0, end)).strip();
    }

    private static Map<String, String> form(byte[] bytes) throws InvalidRequestException {
        String text = FormText.utf8(bytes);
        if (text == null) {
            throw new InvalidRequestException("the body must be UTF-8");
        }
        return FormText.parameters(text);
    }

    /** Members that nobody asks for are passed over, whatever they are (RFC 6749 §3.2). */
    private static Map<String, String> json(byte[] bytes) throws InvalidRequestException {
        Map<String, @Nullable Object> members = JsonTree.read(bytes);
        if (members == null) {
            throw new InvalidRequestException("the body must be one JSON object, with each name once");
        }
        Map<String, String> parameters = new HashMap<>();
        for (String name : PARAMETERS) {
            if (members.containsKey(name)) {
                if (!(members.get(name) instanceof String value)) {
                    throw new InvalidRequestException(name + " must be a string");
                }
                if (!value.isEmpty()) {
                    parameters.put(name, value);
                }
            }
        }
        return parameters;
    }

    /** Null if omitted. */
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /** Whether it says anything of a client. */
    boolean hasClient() {
        return basic != null || clientId() != null || clientSecret() != null;
    }

    @Nullable
    String clientId() {
        return basic != null ? basic.id() : parameter("client_id");
    }

    @Nullable
    String clientSecret() {
        return basic != null ? basic.secret() : parameter("client_secret");
    }

    @Override
    public String toString() {
        return "TokenRequest";
    }
}
