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
    private String key = "";

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
        key = otherKey;
        attributes.clear();
        return this;
    }

    String key() {
        return key;
    }

    MockHttpServletResponse response() {
        return response;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase("X-API-Key") ? key : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase("X-API-Key")
                ? Collections.enumeration(Collections.singleton(key))
                : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.singleton("X-API-Key"));
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
