package io.keystile.spring.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/**
 * Something of the application's that answers requests.
 *
 * @param pattern as it is mapped
 * @param path the same for the policy
 * @param methods the HTTP methods; empty for all
 * @param name for people
 * @param method a controller's; null for anything else
 * @param listedElsewhere whether another list says that it may be open: Boot's own error page, files, and endpoints that
 *     the management settings expose
 */
record Handler(
        String pattern,
        HandlerPath path,
        Set<String> methods,
        String name,
        @Nullable HandlerMethod method,
        boolean listedElsewhere) {

    @Override
    public String toString() {
        return (methods.isEmpty() ? "ANY" : String.join(",", methods)) + " " + pattern + " (" + name + ")";
    }
}
