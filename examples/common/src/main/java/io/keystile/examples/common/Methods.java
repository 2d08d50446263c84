package io.keystile.examples.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The methods of a path. Servlets here ask for theirs: {@code HttpServlet}'s own TRACE would echo headers, keys included. */
public final class Methods {
    private Methods() {}

    public static void require(HttpServletRequest request, String... allowed) {
        if (!List.of(allowed).contains(request.getMethod())) {
            throw ProblemException.methodNotAllowed(String.join(", ", allowed));
        }
    }
}
