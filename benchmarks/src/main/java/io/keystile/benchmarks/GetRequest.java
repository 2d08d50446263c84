package io.keystile.benchmarks;

import io.keystile.request.RequestView;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GET with one key in {@code X-API-Key}, as a container would have it at hand. One for each thread, filled anew for each
 * check: what is measured begins at the request view.
 */
final class GetRequest extends AbstractList<String> implements RequestView {
    private String target;
    private String peer = "192.0.2.1";
    private String key = "";

    GetRequest(String target) {
        this.target = target;
    }

    /** The same request with another key. */
    GetRequest with(String otherKey) {
        key = otherKey;
        return this;
    }

    GetRequest to(String otherTarget) {
        target = otherTarget;
        return this;
    }

    GetRequest from(String address) {
        peer = address;
        return this;
    }

    String key() {
        return key;
    }

    @Override
    public String get(int index) {
        return key;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String rawTarget() {
        return target;
    }

    @Override
    public String contextPath() {
        return "";
    }

    @Override
    public List<String> headers(String name) {
        return name.equalsIgnoreCase("X-API-Key") ? this : List.of();
    }

    @Override
    public @Nullable String peerAddress() {
        return peer;
    }

    @Override
    public boolean peerAddressRewritten() {
        return false;
    }

    @Override
    public boolean hasSession() {
        return false;
    }

    @Override
    public boolean isRoutedBy(String path) {
        return true;
    }
}
