/** Keystile's core: API keys, the policy, the decision. Knows no servlet, no JAX-RS, no JDBC, no JWT. */
module io.keystile.core {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires static org.bouncycastle.provider; // slow hashes of imported keys alone need it; no signature names it
    requires static com.fasterxml.jackson.core; // policy files alone need it; no signature names it

    exports io.keystile;
    exports io.keystile.authn;
    exports io.keystile.credential;
    exports io.keystile.http;
    exports io.keystile.key;
    exports io.keystile.lifecycle;
    exports io.keystile.net;
    exports io.keystile.policy;
    exports io.keystile.request;
    exports io.keystile.store;
}
