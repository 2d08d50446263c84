package io.keystile.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** A servlet container on a free port of the loopback address. */
interface WebServer extends AutoCloseable {
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
