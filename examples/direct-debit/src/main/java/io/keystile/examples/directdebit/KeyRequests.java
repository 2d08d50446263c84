package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.credential.Access;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.KeyTerms;
import io.keystile.examples.common.ProblemException;
import io.keystile.jdbc.IdempotentRequest;
import io.keystile.key.Environment;
import io.keystile.lifecycle.NewCredential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of keys. Nothing is assumed that decides security, but that a key without a list works anywhere. */
final class KeyRequests {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private KeyRequests() {}

    /** A key to be issued, and where it is to work. */
    record Issue(Environment environment, NewCredential credential) {}

    static Issue issue(JsonNode body, String organisation) {
        Fields fields = Fields.of(body, "scopes", "environment", "ip_allowlist", "expires_at");
        NewCredential credential = NewCredential.principal(organisation, organisation)
                .access(Access.only(scopes(fields)))
                .expiresAt(fields.time("expires_at"));
        if (fields.has("ip_allowlist")) {
            credential = credential.allowAddresses(KeyTerms.allowlist(fields));
        }
        return new Issue(fields.has("environment") ? KeyTerms.environment(fields) : Environment.LIVE, credential);
    }

    /** Null for a request that may be carried out as often as it comes. */
    static @Nullable IdempotentRequest idempotent(HttpServletRequest request, User user, byte[] body) {
        List<String> keys = Collections.list(request.getHeaders(IDEMPOTENCY_KEY));
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1) {
            throw ProblemException.badField(IDEMPOTENCY_KEY, "must be given once");
        }
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return IdempotentRequest.of(
                "session:" + user.username() + "@" + user.organisation(), request.getMethod(), path, keys.get(0), body);
    }

    private static Set<String> scopes(Fields fields) {
        List<String> scopes = fields.texts("scopes");
        if (!ProcedureTable.scopes().containsAll(scopes)) {
            throw ProblemException.badField("scopes", "must be among " + String.join(", ", ProcedureTable.scopes()));
        }
        return Set.copyOf(scopes);
    }
}
