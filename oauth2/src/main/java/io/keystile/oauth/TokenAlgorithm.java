package io.keystile.oauth;

import com.nimbusds.jose.JWSAlgorithm;

/** How access tokens are signed. A key has one algorithm, and a token of that key is checked by it and no other. */
public enum TokenAlgorithm {
    /** ECDSA on P-256 (RFC 7518 §3.4): what every resource server can check. */
    ES256,
    /** RSASSA-PKCS1-v1_5 (RFC 7518 §3.3): quick to check, slow to sign. */
    RS256,
    /** Ed25519 (RFC 8037): needs Bouncy Castle, {@code org.bouncycastle:bcprov-jdk18on}. */
    EDDSA;

    JWSAlgorithm jws() {
        return switch (this) {
            case ES256 -> JWSAlgorithm.ES256;
            case RS256 -> JWSAlgorithm.RS256;
            case EDDSA -> JWSAlgorithm.EdDSA;
        };
    }
}
