/** Keystile for Jakarta Servlet 6: one filter, and a servlet for the token endpoint. */
module io.keystile.servlet {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires transitive jakarta.servlet;
    requires static transitive io.keystile.oauth; // TokenServlet alone needs it

    exports io.keystile.servlet;
}
