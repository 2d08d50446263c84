package io.keystile.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.http.Answer;
import io.keystile.http.Answers;
import io.keystile.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of the endpoints for clients (RFC 6749 §5), none of which anybody may keep. */
final class JsonAnswers {
    private static final Header JSON = new Header("Content-Type", "application/json");
    private static final Header NO_STORE = new Header("Cache-Control", "no-store");
    private static final Header NO_CACHE = new Header("Pragma", "no-cache");

    private final Header challenge;

    JsonAnswers(String realm) {
        this.challenge = new Header("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
    }

    static Answer ok(Map<String, ?> members, List<Header> more) {
        return of(200, members, more);
    }

    /** An error with its code, and perhaps a word to the client's author. */
    static Answer badRequest(String error, @Nullable String description) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", error);
        if (description != null) {
            members.put("error_description", description);
        }
        return of(400, members, List.of());
    }

    /** The one 401: of a client that is not known, whatever is wrong with it. */
    Answer invalidClient(String reference) {
        return of(401, Map.of("error", "invalid_client"), List.of(challenge, new Header(Answers.REFERENCE, reference)));
    }

    static Answer onlyPost() {
        return of(405, Map.of("error", "invalid_request"), List.of(new Header("Allow", "POST")));
    }

    private static Answer of(int status, Map<String, ?> members, List<Header> more) {
        List<Header> headers = new ArrayList<>(List.of(JSON, NO_STORE, NO_CACHE));
        headers.addAll(more);
        String text = JSONObjectUtils.toJSONString(members);
        return Answer.of(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
