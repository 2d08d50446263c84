package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.OnceOnly;
import io.keystile.examples.common.OnceOnly.Done;
import io.keystile.examples.mandateapi.registry.Registry;
import io.keystile.jdbc.IdempotentRequest;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Requests that make a key: in one transaction, and once for each {@code Idempotency-Key}. */
final class Issuing {
    private final Platform platform;
    private final OnceOnly onceOnly;

    Issuing(Platform platform) {
        this.platform = platform;
        this.onceOnly = platform.onceOnly();
    }

    /** What the transaction makes. */
    interface Work {
        /** The key, and the rest of the answer put into {@code answer}. */
        IssuedKey make(Registry registry, CredentialLifecycle credentials, Answer answer);
    }

    /**
     * Runs {@code work}, or tells what it told before.
     *
     * @param body as it was sent
     * @param status of the answer
     */
    Response once(Call call, Environment environment, byte[] body, Answer answer, int status, Work work) {
        Done done = onceOnly.run(
                platform.credentials(environment, call.actor()), request(call, body), (connection, credentials) -> {
                    IssuedKey made = work.make(new Registry(connection), credentials, answer);
                    answer.with("credential", CredentialView.of(credentials, made.credential(), platform.now()));
                    return new Done(status, answer.json(), made.key().reveal());
                });
        ObjectNode told = (ObjectNode) done.answer();
        if (done.apiKey() == null) {
            told.put("key_already_issued", true);
        } else {
            told.put("api_key", done.apiKey());
        }
        return Answer.of(done.status(), Json.bytes(told));
    }

    private static @Nullable IdempotentRequest request(Call call, byte[] body) {
        String key = call.idempotencyKey();
        return key == null ? null : IdempotentRequest.of(call.actor().name(), call.method(), call.path(), key, body);
    }
}
