package io.keystile.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as an adapter would show it, written down in a test. */
public final class FakeRequest implements RequestView {
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private @Nullable String peer = "203.0.113.9";
    private boolean session;
    private boolean rewritten;
    private boolean routedElsewhere;
    private String contextPath = "";

    private FakeRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    /** A request without any header. */
    public static FakeRequest of(String method, String target) {
        return new FakeRequest(method, target);
    }

    /** Adds a header line. */
    public FakeRequest with(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(value);
        return this;
    }

    /** Comes from there. */
    public FakeRequest from(@Nullable String newPeer) {
        peer = newPeer;
        return this;
    }

    /** Has a session. */
    public FakeRequest withSession() {
        session = true;
        return this;
    }

    /** Something has rewritten the peer's address. */
    public FakeRequest rewritten() {
        rewritten = true;
        return this;
    }

    /** The container routes by another path. */
    public FakeRequest routedElsewhere() {
        routedElsewhere = true;
        return this;
    }

    /** Under that context path. */
    public FakeRequest under(String path) {
        contextPath = path;
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawTarget() {
        return target;
    }

    @Override
    public String contextPath() {
        return contextPath;
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public @Nullable String peerAddress() {
        return peer;
    }

    @Override
    public boolean peerAddressRewritten() {
        return rewritten;
    }

    @Override
    public boolean hasSession() {
        return session;
    }

    @Override
    public boolean isRoutedBy(String path) {
        return !routedElsewhere;
    }
}
