package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Ed25519 (RFC 8032) by Bouncy Castle's lightweight API, several times as fast as the JDK's; the JOSE library's own would need
 * Tink. No field or method names a type of Bouncy Castle's, so that this class loads without it.
 */
final class Ed25519 {
    static final int SIGNATURE_LENGTH = 64;

    private static final int KEY_LENGTH = 32;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA);

    private Ed25519() {}

    /** Makes something that needs Bouncy Castle, or says so. */
    static <T> T required(Making<T> making) throws JOSEException {
        try {
            return making.make();
        } catch (NoClassDefFoundError missing) {
            throw new KeyFileException("is for EdDSA, which needs the optional dependency"
                    + " org.bouncycastle:bcprov-jdk18on: it is not on the class path or among the resolved modules");
        }
    }

    /** Makes something of a key. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws JOSEException;
    }

    static OctetKeyPair generate(SecureRandom random) {
        byte[] secret = new byte[KEY_LENGTH];
        random.nextBytes(secret);
        byte[] open =
                new Ed25519PrivateKeyParameters(secret, 0).generatePublicKey().getEncoded();
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(open))
                .d(Base64URL.encode(secret))
                .build();
    }

    static JWSVerifier verifier(OctetKeyPair pair) {
        return new Verifier(new Ed25519PublicKeyParameters(bytes(pair.getDecodedX()), 0));
    }

    static JWSSigner signer(OctetKeyPair pair) {
        return new Signer(new Ed25519PrivateKeyParameters(bytes(pair.getDecodedD()), 0));
    }

    private static byte[] bytes(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new KeyFileException("is no key on Ed25519: those have 32 bytes (RFC 8037 §2)");
        }
        return key;
    }

    private static final class Verifier implements JWSVerifier {
        private final Object key;
        private final JCAContext context = new JCAContext();

        Verifier(Object key) {
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
            Ed25519Signer check = new Ed25519Signer();
            check.init(false, (Ed25519PublicKeyParameters) key);
            check.update(signed, 0, signed.length);
            return check.verifySignature(signature.decode());
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return ALGORITHMS;
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }

    private static final class Signer implements JWSSigner {
        private final Object key;
        private final JCAContext context = new JCAContext();

        Signer(Object key) {
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] text) {
            Ed25519Signer sign = new Ed25519Signer();
            sign.init(true, (Ed25519PrivateKeyParameters) key);
            sign.update(text, 0, text.length);
            return Base64URL.encode(sign.generateSignature());
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return ALGORITHMS;
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }
}
