package io.keystile.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Servlets by a lambda each. */
final class Pages {
    private Pages() {}

    /** What a servlet does. */
    @FunctionalInterface
    interface Page {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    /** Adds a servlet that is named as its mapping ("root" for the empty one), and supports async. */
    static void add(ServletContext context, String mapping, Page page) {
        ServletRegistration.Dynamic registration =
                context.addServlet(mapping.isEmpty() ? "root" : mapping, new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws ServletException, IOException {
                        page.serve(request, response);
                    }
                });
        registration.addMapping(mapping);
        registration.setAsyncSupported(true);
    }

    /** Adds a servlet that says a text. */
    static void say(ServletContext context, String mapping, String text) {
        add(context, mapping, (request, response) -> response.getWriter().print(text));
    }
}
