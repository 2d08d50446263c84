package io.keystile.examples.common;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.jdbc.Idempotency;
import io.keystile.jdbc.IdempotentRequest;
import io.keystile.jdbc.Once;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Requests that hand out a key, each carried out once if it has an {@code Idempotency-Key}. Thread-safe. */
public final class OnceOnly {
    // Where every request's claim lies while it is at work, so that one key can't be at work in both databases.
    private static final Environment HOME = Environment.LIVE;
    private static final int CLAIMED = 102;
    private static final long PRUNED_EVERY_MILLIS = Duration.ofHours(1).toMillis();

    private final Databases databases;
    private final InstantSource clock;
    private final Idempotency idempotency;
    private final AtomicLong nextPruning = new AtomicLong(Long.MIN_VALUE);

    public OnceOnly(Databases databases, InstantSource clock) {
        this.databases = databases;
        this.clock = clock;
        this.idempotency = new Idempotency(clock);
    }

    /**
     * What the caller is told.
     *
     * @param answer a JSON object, without the key
     * @param apiKey null if it was issued by an earlier request: there is no way to show it again
     */
    public record Done(
            int status, JsonNode answer, @Nullable String apiKey) {
        /** The status and the answer alone. */
        @Override
        public String toString() {
            return "Done[" + status + ", " + answer + "]";
        }
    }

    /**
     * Runs the step in one transaction of the lifecycle's database, unless the request was carried out before.
     *
     * @param request null: it has no key, and the step is run in any case
     * @param step writes by the lifecycle and the connection that it is given
     * @throws ProblemException 422 if the key came with another body before, 409 while that is still at work
     */
    public Done run(
            CredentialLifecycle lifecycle,
            @Nullable IdempotentRequest request,
            BiFunction<Connection, CredentialLifecycle, Done> step) {
        Environment environment = lifecycle.environment();
        if (request == null) {
            return databases.store(environment).inTransaction(lifecycle, step);
        }
        prune();
        Once<Done> once = environment == HOME
                ? carryOut(lifecycle, request, (connection, joined) -> {
                    refuseIfKnownElsewhere(request);
                    return step.apply(connection, joined);
                })
                : carryOutAway(lifecycle, request, step);
        return once.fold(
                done -> done,
                (status, answer) -> new Done(status, Json.parse(answer.getBytes(StandardCharsets.UTF_8)), null),
                () -> {
                    throw otherBody();
                },
                () -> {
                    throw ProblemException.conflict("the request with this Idempotency-Key is still being carried out");
                });
    }

    private Once<Done> carryOut(
            CredentialLifecycle lifecycle,
            IdempotentRequest request,
            BiFunction<Connection, CredentialLifecycle, Done> step) {
        return databases
                .store(lifecycle.environment())
                .inTransaction(
                        lifecycle,
                        (connection, joined) ->
                                idempotency.once(connection, request, () -> work(step.apply(connection, joined))));
    }

    private static Once.Work<Done> work(Done done) {
        return new Once.Work<>(done, done.status, done.answer.toString());
    }

    /** The claim at home lasts as long as the work and is then given up: what was done is told by its own database. */
    private Once<Done> carryOutAway(
            CredentialLifecycle lifecycle,
            IdempotentRequest request,
            BiFunction<Connection, CredentialLifecycle, Done> step) {
        return Transactions.undo(
                databases.of(HOME),
                home -> idempotency
                        .once(home, request, () -> new Once.Work<>(carryOut(lifecycle, request, step), CLAIMED, ""))
                        .fold(
                                done -> done,
                                (status, answer) -> new Once.OtherBody<>(),
                                Once.OtherBody::new,
                                Once.Running::new));
    }

    /** What a body asks for in the other environment is another body. Asked under the claim, or the other could be at work. */
    private void refuseIfKnownElsewhere(IdempotentRequest request) {
        for (Environment other : Environment.values()) {
            if (other != HOME
                    && Transactions.run(databases.of(other), connection -> idempotency.knows(connection, request))) {
                throw otherBody();
            }
        }
    }

    private static ProblemException otherBody() {
        return ProblemException.unprocessable("Idempotency-Key was used for another request");
    }

    private void prune() {
        long now = clock.millis();
        long due = nextPruning.get();
        if (now < due || !nextPruning.compareAndSet(due, now + PRUNED_EVERY_MILLIS)) {
            return;
        }
        try {
            for (Environment environment : Environment.values()) {
                Transactions.run(databases.of(environment), idempotency::prune);
            }
        } catch (StoreUnavailableException leftForNow) {
            // What is past its time means nothing any more, and goes the next time.
        }
    }
}
