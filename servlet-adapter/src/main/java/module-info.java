/** Keystile for Jakarta Servlet 6: one filter. */
module io.keystile.servlet {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires transitive jakarta.servlet;

    exports io.keystile.servlet;
}
