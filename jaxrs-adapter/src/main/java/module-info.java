/** Keystile for Jakarta REST 3.1: one feature, and another for the token endpoint. */
module io.keystile.jaxrs {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires transitive jakarta.ws.rs;
    requires static transitive io.keystile.oauth; // TokenFeature alone needs it
    requires org.slf4j;
    // Each on its own container alone; no signature names them.
    requires static jakarta.inject;
    requires static jakarta.servlet;
    requires static org.glassfish.grizzly.http;
    requires static org.glassfish.grizzly.http.server;

    exports io.keystile.jaxrs;

    opens io.keystile.jaxrs; // to the runtime, which injects
}
