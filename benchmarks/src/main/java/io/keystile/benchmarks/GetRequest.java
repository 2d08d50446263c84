package io.keystile.benchmarks;

import io.keystile.request.RequestView;
import java.util.List;

/** A GET with one key, made before it is measured. */
final class GetRequest implements RequestView {
    private final String target;
    private final String key;
    private final List<String> header;

    GetRequest(String target, String key) {
        this.target = target;
        this.key = key;
        this.header = List.of(key);
    }

    String key() {
        return key;
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
        return name.equalsIgnoreCase("X-API-Key") ? header : List.of();
    }

    @Override
    public String peerAddress() {
        return "192.0.2.1";
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
