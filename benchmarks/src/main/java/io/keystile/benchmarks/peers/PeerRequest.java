package io.keystile.benchmarks.peers;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A servlet container's request at its cheapest: what a peer asks it for costs next to nothing. One for each thread. */
public final class PeerRequest extends HttpServletRequestWrapper {
    private static final String TARGET = Owners.PATH + "/42";

    private final Map<String, Object> attributes = new HashMap<>();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private String header = "X-API-Key";
    private String value = "";

    /** For a first key. */
    public PeerRequest() {
        super(mock());
    }

    private static MockHttpServletRequest mock() {
        MockHttpServletRequest mock = new MockHttpServletRequest("GET", TARGET);
        mock.setServletPath(TARGET);
        return mock;
    }

    /** Begins anew with another key. */
    public PeerRequest with(String otherKey) {
        return with("X-API-Key", otherKey);
    }

    /** Begins anew with another value of {@code Authorization}, scheme and token. */
    public PeerRequest authorizedBy(String authorization) {
        return with("Authorization", authorization);
    }

    private PeerRequest with(String name, String line) {
        header = name;
        value = line;
        attributes.clear();
        return this;
    }

    MockHttpServletResponse response() {
        return response;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(header) ? value : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(header)
                ? Collections.enumeration(Collections.singleton(value))
                : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.singleton(header));
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return TARGET;
    }

    @Override
    public String getServletPath() {
        return TARGET;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }
}
