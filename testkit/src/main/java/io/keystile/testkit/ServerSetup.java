package io.keystile.testkit;

import io.keystile.authn.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How a server under test is to be set up. For each of {@link #resources()} it maps the path and all below it to {@link
 * #run}; in front of the adapter it puts what {@link #peer()} and {@link #SESSION_HEADER} ask for; behind its own routes
 * it answers 404. Thread-safe.
 */
public final class ServerSetup {
    /** A request with this header is in a session of the application, as the user that it names. */
    public static final String SESSION_HEADER = "X-Test-Session";

    private final String contextPath;
    private final boolean lenient;
    private final List<Resource> resources;
    private final @Nullable TokenService tokens;
    private final AtomicReference<@Nullable String> peer = new AtomicReference<>();
    private final AtomicInteger runs = new AtomicInteger();

    /**
     * A set-up.
     *
     * @param contextPath where the application is deployed; empty for the root
     * @param lenient whether the container's own checks of targets are to be loosened as far as they go
     */
    public ServerSetup(String contextPath, boolean lenient, List<Resource> resources) {
        this(contextPath, lenient, resources, null);
    }

    /**
     * A set-up.
     *
     * @param tokens what serves the token endpoint at {@code /oauth/token}; null: OAuth2 is off
     */
    public ServerSetup(String contextPath, boolean lenient, List<Resource> resources, @Nullable TokenService tokens) {
        this.contextPath = contextPath;
        this.lenient = lenient;
        this.resources = List.copyOf(resources);
        this.tokens = tokens;
    }

    /** Where the application is deployed; empty for the root. */
    public String contextPath() {
        return contextPath;
    }

    /** Whether the container's own checks of targets are to be loosened as far as they go. */
    public boolean lenient() {
        return lenient;
    }

    /** What stands behind the adapter. */
    public List<Resource> resources() {
        return resources;
    }

    /** What the test itself has made to serve the token endpoint at {@code /oauth/token}; null: OAuth2 is off. */
    public @Nullable TokenService tokens() {
        return tokens;
    }

    /** What the adapter must take for the connection's other end; null: what it is. */
    public @Nullable String peer() {
        return peer.get();
    }

    /** From now on, as if connections came from there; null: from where they come. */
    public void simulatePeer(@Nullable String address) {
        peer.set(address);
    }

    /** Runs a resource, for the server. */
    public Reply run(Resource resource, Exchange exchange) {
        runs.incrementAndGet();
        Reply reply = resource.answers().apply(exchange);
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("X-Resource", resource.name());
        headers.put("X-Principal", principal(exchange));
        return new Reply(reply.status(), headers, reply.body());
    }

    private static String principal(Exchange exchange) {
        Caller caller = exchange.caller();
        if (caller != null) {
            return caller.owner();
        }
        return exchange.user() == null ? "-" : "session:" + exchange.user();
    }

    /** How often any resource has run. */
    public int runs() {
        return runs.get();
    }
}
