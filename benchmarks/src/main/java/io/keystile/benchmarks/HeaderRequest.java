package io.keystile.benchmarks;

import io.keystile.request.RequestView;
import java.util.List;

/** A request with one header: a form that is posted, or a GET with a credential. */
record HeaderRequest(String method, String rawTarget, String header, List<String> lines) implements RequestView {
    static HeaderRequest form(String target) {
        return new HeaderRequest("POST", target, "Content-Type", List.of("application/x-www-form-urlencoded"));
    }

    static HeaderRequest key(String target, String key) {
        return new HeaderRequest("GET", target, "X-API-Key", List.of(key));
    }

    static HeaderRequest bearer(String target, String token) {
        return new HeaderRequest("GET", target, "Authorization", List.of("Bearer " + token));
    }

    @Override
    public List<String> headers(String name) {
        return name.equalsIgnoreCase(header) ? lines : List.of();
    }

    @Override
    public String peerAddress() {
        return "192.0.2.1";
    }

    @Override
    public boolean hasSession() {
        return false;
    }
}
