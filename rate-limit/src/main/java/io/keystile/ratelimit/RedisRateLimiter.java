package io.keystile.ratelimit;

import io.keystile.authn.Quota;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts in Redis (5 and later), for all nodes that use it, exactly: of N/T, at most N + N·d/T over any time d. Redis's clock alone
 * counts. All limits that hold for a request are spent together or not at all; limits that change begin full. One connection and
 * one round trip for each request, whatever its limits. For any number of threads; needs lettuce-core, an optional dependency.
 *
 * <p>Keys start with the prefix, expire when their limits are full again, and hold ids of organisations and credentials. Redis must
 * not evict them: {@code maxmemory-policy noeviction}. A Redis that lost its data has forgotten what was spent.
 */
public final class RedisRateLimiter implements RateLimiter, AutoCloseable {
    private static final String DEFAULT_PREFIX = "keystile:";
    private static final long MICRO = 1_000;
    private static final RateVerdict UNKNOWN = new RateVerdict.Unknown();

    private final Limits limits;
    private final String prefix;
    private final RedisLink link;
    private final Circuit circuit;
    private final long timeoutNanos;
    private final @Nullable LongSupplier micros;
    private final String sha;

    RedisRateLimiter(RedisURI uri, String prefix, Limits limits, Patience patience, @Nullable LongSupplier micros) {
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException("prefix must hold no brace: the first one names a cluster's slot");
        }
        this.limits = limits;
        this.prefix = prefix;
        this.timeoutNanos = patience.timeout().toNanos();
        this.micros = micros;
        this.sha = Sha1.hex(RedisScript.TEXT);
        this.circuit = new Circuit("Redis", patience, System::nanoTime);
        this.link = new RedisLink(uri);
        link.await();
    }

    /**
     * Counts in one Redis; starts without it too.
     *
     * @param uri such as {@code redis://10.0.0.5:6379/0}, with {@code rediss:} over TLS
     * @throws IllegalArgumentException if it is none
     */
    public static RedisRateLimiter connect(String uri, Limits limits) {
        return connect(uri, DEFAULT_PREFIX, limits, Patience.standard());
    }

    /**
     * Counts in one Redis.
     *
     * @param prefix of all keys, without braces; another for each service that shares the Redis
     */
    public static RedisRateLimiter connect(String uri, String prefix, Limits limits, Patience patience) {
        return new RedisRateLimiter(parse(uri), prefix, limits, patience, null);
    }

    // What Lettuce says repeats the text, which may hold a password.
    private static RedisURI parse(String uri) {
        try {
            return RedisURI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("uri must be like redis://host:6379 or rediss://host:6379");
        }
    }

    @Override
    public RateVerdict spend(Environment environment, Tenant tenant, Credential credential, int cost) {
        List<Rate> shared = rates(limits.of(tenant));
        List<Rate> own = rates(Limits.of(credential));
        if (shared.isEmpty() && own.isEmpty()) {
            return new RateVerdict.Within(List.of());
        }
        String key = prefix + '{' + environment.segment() + ':' + tenant.id() + '}';
        String[] keys = own.isEmpty() ? new String[] {key} : new String[] {key, key + ':' + credential.id()};
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(cost));
        arguments.add(micros == null ? "" : Long.toString(micros.getAsLong()));
        shared.forEach(rate -> describe(1, rate, arguments));
        own.forEach(rate -> describe(2, rate, arguments));
        List<Long> reply = circuit.admits() ? ask(keys, arguments.toArray(new String[0])) : null;
        if (reply == null) {
            return UNKNOWN;
        }
        List<Rate> all = new ArrayList<>(shared);
        all.addAll(own);
        return verdict(all, reply, cost);
    }

    private static List<Rate> rates(List<Limit> limits) {
        return limits.stream().map(limit -> Rate.of(limit, Rate.DOUBLES, MICRO)).toList();
    }

    private static void describe(int key, Rate rate, List<String> arguments) {
        arguments.add(Integer.toString(key));
        arguments.add(Long.toString(rate.requests()));
        arguments.add(Long.toString(rate.perTicks()));
        arguments.add(Long.toString(rate.tickNanos() / MICRO));
    }

    private static RateVerdict verdict(List<Rate> rates, List<Long> reply, int cost) {
        List<Quota> quotas = new ArrayList<>(rates.size());
        long wait = 1;
        for (int i = 0; i < rates.size(); i++) {
            long level = reply.get(i + 1);
            quotas.add(rates.get(i).quota(level));
            wait = Math.max(wait, rates.get(i).waitNanos(level, rates.get(i).parts(cost)));
        }
        return reply.get(0) == 1
                ? new RateVerdict.Within(quotas)
                : new RateVerdict.Over(Duration.ofNanos(wait), quotas);
    }

    /** Null if Redis doesn't say. */
    private @Nullable List<Long> ask(String[] keys, String[] arguments) {
        boolean isTry = circuit.isOpen();
        StatefulRedisConnection<String, String> connection = link.connection();
        if (connection == null) {
            return failed("no connection", isTry);
        }
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            List<Long> reply;
            try {
                reply = await(connection.async().evalsha(sha, ScriptOutputType.MULTI, keys, arguments), deadline);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RedisNoScriptException)) {
                    throw e;
                }
                reply = await(
                        connection.async().eval(RedisScript.TEXT, ScriptOutputType.MULTI, keys, arguments), deadline);
            }
            circuit.succeeded();
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (TimeoutException e) {
            return failed("no answer in time", isTry);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return failed(cause == null ? "it failed" : cause.getClass().getSimpleName(), isTry);
        }
    }

    private static List<Long> await(RedisFuture<List<Long>> answer, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false); // or it would be spent later, if it isn't sent yet
            throw e;
        }
    }

    private @Nullable List<Long> failed(String cause, boolean isTry) {
        circuit.failed(cause);
        if (isTry || circuit.isOpen()) {
            link.renew();
        }
        return null;
    }

    /** Whether there is a connection; if not, one is on its way. */
    boolean isConnected() {
        return link.connection() != null;
    }

    /** Ends the connection; what is asked later can't be told. */
    @Override
    public void close() {
        link.close();
    }
}
