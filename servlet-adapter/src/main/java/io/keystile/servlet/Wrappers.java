package io.keystile.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/** What lies under the wrappers that filters put around a request. */
final class Wrappers {
    private Wrappers() {}

    /** The container's own request. */
    static HttpServletRequest innermost(HttpServletRequest request) {
        HttpServletRequest innermost = request;
        ServletRequest next = request;
        while (next instanceof ServletRequestWrapper wrapper) {
            next = wrapper.getRequest();
            if (next instanceof HttpServletRequest http) {
                innermost = http;
            }
        }
        return innermost;
    }
}
