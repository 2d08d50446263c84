package io.keystile.faults;

import io.keystile.request.RequestView;
import java.util.List;

/** A request that presents a key. */
record KeyRequest(String key) implements RequestView {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String rawTarget() {
        return "/api/a";
    }

    @Override
    public List<String> headers(String name) {
        return name.equalsIgnoreCase("X-API-Key") ? List.of(key) : List.of();
    }

    @Override
    public String peerAddress() {
        return "203.0.113.9";
    }

    @Override
    public boolean hasSession() {
        return false;
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "KeyRequest";
    }
}
