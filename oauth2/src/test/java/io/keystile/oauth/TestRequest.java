package io.keystile.oauth;

import io.keystile.request.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request as an adapter would show it, written down in a test. */
final class TestRequest implements RequestView {
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private String peer = "203.0.113.9";

    private TestRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    static TestRequest of(String method, String target) {
        return new TestRequest(method, target);
    }

    static TestRequest get(String target, String token) {
        return of("GET", target).with("Authorization", "Bearer " + token);
    }

    TestRequest with(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(value);
        return this;
    }

    TestRequest from(String newPeer) {
        peer = newPeer;
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
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String peerAddress() {
        return peer;
    }

    @Override
    public boolean hasSession() {
        return false;
    }
}
