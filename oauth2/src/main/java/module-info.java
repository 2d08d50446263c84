/** Short access tokens for Keystile's API keys: OAuth2 client credentials, JWTs, their keys. */
module io.keystile.oauth {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires com.fasterxml.jackson.core;
    requires com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires static org.bouncycastle.provider; // EdDSA alone needs it; no signature names it

    exports io.keystile.oauth;
}
