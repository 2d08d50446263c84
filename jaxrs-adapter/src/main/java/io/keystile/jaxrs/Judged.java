package io.keystile.jaxrs;

import io.keystile.Keystile;
import io.keystile.authn.CurrentCaller;
import io.keystile.authn.Decision;
import io.keystile.http.Header;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request, and what it was decided by, kept as a request property. Proves itself by its class, which
 * nobody else can make, and by the Keystile that decided.
 */
final class Judged {
    private static final String PROPERTY = "io.keystile.jaxrs.judged.";

    private final Keystile by;
    private final Decision decision;
    private final RestRequestView view;
    private final String method;
    private final String path;
    private final @Nullable String query;
    private List<Header> headers = List.of();
    private @Nullable Supplier<CurrentCaller.Open> again;
    private CurrentCaller.@Nullable Open opened;

    private Judged(Keystile by, Decision decision, RestRequestView view, ContainerRequestContext request) {
        this.by = by;
        this.decision = decision;
        this.view = view;
        this.method = request.getMethod();
        UriInfo target = request.getUriInfo();
        this.path = target.getPath(false);
        this.query = target.getRequestUri().getRawQuery();
    }

    /** A name for each Keystile, so that two in one application leave each other's alone. */
    private static String property(Keystile keystile) {
        return PROPERTY + Integer.toHexString(System.identityHashCode(keystile));
    }

    static Judged keep(ContainerRequestContext request, Keystile by, Decision decision, RestRequestView view) {
        Judged judged = new Judged(by, decision, view, request);
        request.setProperty(property(by), judged);
        return judged;
    }

    /**
     * What {@code by} decided about a request; null if it hasn't.
     *
     * @param properties the request's
     */
    @SuppressWarnings("ReferenceEquality") // This very Keystile, and none like it.
    static @Nullable Judged find(Function<String, @Nullable Object> properties, Keystile by) {
        return properties.apply(property(by)) instanceof Judged judged && judged.by == by ? judged : null;
    }

    /** Whether resources are still matched by what was judged, byte for byte. */
    boolean holdsFor(ContainerRequestContext request) {
        UriInfo target = request.getUriInfo();
        return isMatchedAs(request.getMethod())
                && path.equals(target.getPath(false))
                && Objects.equals(query, target.getRequestUri().getRawQuery());
    }

    /** A runtime may match a HEAD as the GET that answers it (Jakarta RESTful Web Services 3.1 §3.3.5). */
    private boolean isMatchedAs(String matched) {
        return method.equals(matched) || (method.equals("HEAD") && matched.equals("GET"));
    }

    Decision decision() {
        return decision;
    }

    RestRequestView view() {
        return view;
    }

    /** For the application's own answer: that scripts of a listed origin may read it, and what is left of the caller's limits. */
    List<Header> headers() {
        return headers;
    }

    void answeredWith(List<Header> added) {
        headers = added;
    }

    /**
     * Its caller or environment is set on the request's thread.
     *
     * @param anew sets it again, on any thread
     */
    void opened(CurrentCaller.Open onThisThread, Supplier<CurrentCaller.Open> anew) {
        opened = onThisThread;
        again = anew;
    }

    /** Sets caller or environment on this thread, while it writes the answer; null if there is neither. */
    CurrentCaller.@Nullable Open openAgain() {
        return again == null ? null : again.get();
    }

    /** Ends what was opened on the request's thread; does nothing on another, or when that has gone on to other requests. */
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    /** Takes back what a refusal after the decision must not carry. */
    void refuse() {
        headers = List.of();
        again = null;
        close();
    }
}
