package io.keystile.servlet;

import io.keystile.policy.AccessPolicy;
import io.keystile.request.RequestView;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet request, or its dispatch to another target, as core reads it. */
final class ServletRequestView implements RequestView {
    private final HttpServletRequest request;
    private final DispatcherType dispatch;
    private final SessionUser sessionUser;
    private final AccessPolicy policy;
    private final boolean included;

    ServletRequestView(HttpServletRequest request, SessionUser sessionUser, AccessPolicy policy) {
        this(request, request.getDispatcherType(), sessionUser, policy);
    }

    /** With the kind of dispatch that the request has told already. */
    ServletRequestView(
            HttpServletRequest request, DispatcherType dispatch, SessionUser sessionUser, AccessPolicy policy) {
        this.request = request;
        this.dispatch = dispatch;
        this.policy = policy;
        this.sessionUser = sessionUser;
        // A named dispatch has no target of its own: the one that was judged stands, the request's or an outer
        // include's.
        this.included = dispatch == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) != null;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawTarget() {
        String uri = included ? attribute(RequestDispatcher.INCLUDE_REQUEST_URI) : request.getRequestURI();
        String query = included ? attributeOrNull(RequestDispatcher.INCLUDE_QUERY_STRING) : request.getQueryString();
        return query == null ? uri : uri + '?' + query;
    }

    @Override
    public String contextPath() {
        return included ? attribute(RequestDispatcher.INCLUDE_CONTEXT_PATH) : request.getContextPath();
    }

    @Override
    public List<String> headers(String name) {
        Enumeration<String> lines = request.getHeaders(name);
        if (lines == null || !lines.hasMoreElements()) {
            return List.of();
        }
        String first = lines.nextElement();
        if (!lines.hasMoreElements()) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>();
        all.add(first);
        while (lines.hasMoreElements()) {
            all.add(lines.nextElement());
        }
        return all;
    }

    @Override
    public @Nullable String peerAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public boolean peerAddressRewritten() {
        return PeerRewrite.isSeenIn(request);
    }

    @Override
    public boolean hasSession() {
        return sessionUser.isPresent(request);
    }

    @Override
    public boolean isRoutedBy(String path) {
        if (included) {
            return RoutedPath.is(
                    path,
                    attribute(RequestDispatcher.INCLUDE_SERVLET_PATH),
                    attributeOrNull(RequestDispatcher.INCLUDE_PATH_INFO));
        }
        return RoutedPath.of(request, dispatch, path) || WelcomeFile.isOf(path, request, dispatch, policy);
    }

    private String attribute(String name) {
        String value = attributeOrNull(name);
        return value == null ? "" : value;
    }

    private @Nullable String attributeOrNull(String name) {
        return request.getAttribute(name) instanceof String text ? text : null;
    }
}
