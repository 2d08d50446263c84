package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.credential.Actor;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import io.keystile.key.Environment;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A guarded request in a resource's hands: who asks, and what for. */
public final class Call {
    private final Caller caller;
    private final String method;
    private final String path;
    private final List<String> idempotencyKeys;

    /** Made by the runtime. */
    public Call(@Context Request request, @Context UriInfo uri, @Context HttpHeaders headers) {
        this.caller = Objects.requireNonNull(CurrentCaller.get(), "only guarded resources ask for a call");
        this.method = request.getMethod();
        this.path = uri.getPath();
        this.idempotencyKeys = Objects.requireNonNullElse(headers.getRequestHeader("Idempotency-Key"), List.of());
    }

    Caller caller() {
        return caller;
    }

    /** The client's own id: on its plane owner and tenant are one. On the principal plane the client it belongs to. */
    String tenant() {
        return Objects.requireNonNull(caller.tenant(), "not on the admin plane");
    }

    Environment environment() {
        return Objects.requireNonNull(caller.environment(), "not on the admin plane");
    }

    CredentialId credential() {
        return Objects.requireNonNull(caller.credential(), "not on the admin plane");
    }

    /** Who stands in the lifecycle's events. */
    Actor actor() {
        CredentialId credential = caller.credential();
        return Actor.named(credential == null ? "operator:" + caller.owner() : credential.value());
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    @Nullable
    String idempotencyKey() {
        if (idempotencyKeys.size() > 1) {
            throw ProblemException.badField("Idempotency-Key", "must be given once");
        }
        return idempotencyKeys.isEmpty() ? null : idempotencyKeys.get(0);
    }

    /** A body that may be left out. */
    static JsonNode optional(byte[] body) {
        return body.length == 0 ? Json.emptyObject() : Json.parse(body);
    }
}
