/** Keystile's core: API keys, the policy, the decision. Knows no servlet, no JAX-RS, no JDBC, no JWT. */
module io.keystile.core {
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.keystile.key;
    exports io.keystile.net;
    exports io.keystile.credential;
}
