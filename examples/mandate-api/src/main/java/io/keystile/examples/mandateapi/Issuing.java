package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import io.keystile.jdbc.IdempotentRequest;
import io.keystile.jdbc.Once;
import io.keystile.key.Environment;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Requests that make a key: in one transaction, and once for each {@code Idempotency-Key}. */
final class Issuing {
    private static final String OTHER_BODY = "this Idempotency-Key came with another body before";
    private static final String RUNNING = "the request with this Idempotency-Key is still running";

    private final Platform platform;

    Issuing(Platform platform) {
        this.platform = platform;
    }

    /**
     * Runs {@code work}, or tells what it told before.
     *
     * @param body as it was sent
     * @param status of the answer
     */
    Response once(Call call, Environment environment, byte[] body, int status, Function<Platform.Work, Answer> work) {
        String key = call.idempotencyKey();
        if (key == null) {
            return platform.inTransaction(environment, call.actor(), w -> work.apply(w).as(status));
        }
        IdempotentRequest request =
                IdempotentRequest.of(call.actor().name(), call.method(), call.path(), key, body);
        for (Environment other : Environment.values()) {
            if (other != environment && platform.knows(other, request)) {
                throw ProblemException.unprocessable(OTHER_BODY); // The body names the environment.
            }
        }
        return platform.inTransaction(environment, call.actor(), w -> {
            Once<Response> once = platform.idempotency().once(w.connection(), request, () -> {
                Answer answer = work.apply(w);
                return new Once.Work<>(
                        answer.as(status), status, new String(answer.withoutKey(), StandardCharsets.UTF_8));
            });
            return once.fold(first -> first, Issuing::repeated, Issuing::otherBody, Issuing::running);
        });
    }

    private static Response repeated(int status, String answer) {
        ObjectNode told = (ObjectNode) Json.parse(answer.getBytes(StandardCharsets.UTF_8));
        told.put("key_already_issued", true);
        return Answer.of(status, Json.bytes(told));
    }

    private static Response otherBody() {
        throw ProblemException.unprocessable(OTHER_BODY);
    }

    private static Response running() {
        throw ProblemException.conflict(RUNNING);
    }
}
