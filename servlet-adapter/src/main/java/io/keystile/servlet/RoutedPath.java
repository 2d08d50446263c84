package io.keystile.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The path that a container routes by: servlet path and path info, decoded (Servlet 6.0 §3.5). */
final class RoutedPath {
    private RoutedPath() {}

    /**
     * Whether a request is routed by {@code path}: by the container, which has chosen the servlet before any filter ran, and
     * by what the application sees, should a filter ahead have wrapped the request.
     */
    @SuppressWarnings("ReferenceEquality") // The very object, so that nothing has to be asked twice.
    static boolean of(HttpServletRequest request, DispatcherType dispatch, String path) {
        if (!is(path, request.getServletPath(), request.getPathInfo())) {
            return false;
        }
        if (dispatch != DispatcherType.REQUEST) {
            // A container's dispatch is itself a wrapper, and the innermost request still has the first target.
            return true;
        }
        HttpServletRequest innermost = Wrappers.innermost(request);
        // Servlets that can be included answer for these, and some connectors take attributes from their peer.
        boolean includes = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) != null
                || request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) != null
                || request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO) != null;
        return !includes && (innermost == request || is(path, innermost.getServletPath(), innermost.getPathInfo()));
    }

    /** Whether both parts together are {@code path}, without putting them together; two empty ones are the root. */
    static boolean is(String path, @Nullable String servletPath, @Nullable String pathInfo) {
        String start = servletPath == null ? "" : servletPath;
        String end = pathInfo == null ? "" : pathInfo;
        if (start.isEmpty() && end.isEmpty()) {
            return path.equals("/");
        }
        return path.length() == start.length() + end.length() && path.startsWith(start) && path.endsWith(end);
    }
}
