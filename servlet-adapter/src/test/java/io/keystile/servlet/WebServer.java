package io.keystile.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** A servlet container on a free port of the loopback address. */
interface WebServer extends AutoCloseable {
    /** The status that has an error page: 418. */
    int TEAPOT = 418;

    /** Where that page is. */
    String ERROR_PAGE = "/out/error";

    /** Fills the one application's context before it starts. */
    @FunctionalInterface
    interface Application {
        void start(ServletContext context) throws ServletException;
    }

    int port();

    /** Whether it is Tomcat; for what the two containers do differently. */
    boolean isTomcat();

    @Override
    void close();
}
