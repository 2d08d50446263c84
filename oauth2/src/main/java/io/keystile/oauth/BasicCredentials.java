package io.keystile.oauth;

import io.keystile.request.RequestView;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's id and secret in {@code Authorization: Basic}, each encoded as in a form (RFC 6749 §2.3.1). Both null: what is
 * there can't be read, and so is nobody's. Prints without them.
 */
record BasicCredentials(@Nullable String id, @Nullable String secret) {
    private static final String SCHEME = "Basic";
    private static final BasicCredentials UNREADABLE = new BasicCredentials(null, null);

    /**
     * Those of a request; null if it has none.
     *
     * @throws InvalidRequestException if it has more than one
     */
    static @Nullable BasicCredentials of(RequestView request) throws InvalidRequestException {
        List<String> lines = request.headers("Authorization");
        if (lines.size() > 1) {
            throw new InvalidRequestException("the Authorization header is there twice");
        }
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.get(0);
        int blank = line.indexOf(' ');
        String scheme = blank < 0 ? line : line.substring(0, blank);
        if (!scheme.equalsIgnoreCase(SCHEME)) {
            return null;
        }
        return blank < 0 ? UNREADABLE : read(line.substring(blank).strip());
    }

    private static BasicCredentials read(String encoded) {
        String pair;
        try {
            pair = FormText.utf8(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException notBase64) {
            return UNREADABLE;
        }
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            return UNREADABLE;
        }
        String id = FormText.decoded(pair.substring(0, colon));
        String secret = FormText.decoded(pair.substring(colon + 1));
        boolean readable = id != null && secret != null && !id.isEmpty() && !secret.isEmpty();
        return readable ? new BasicCredentials(id, secret) : UNREADABLE;
    }

    @Override
    public String toString() {
        return "BasicCredentials";
    }
}
