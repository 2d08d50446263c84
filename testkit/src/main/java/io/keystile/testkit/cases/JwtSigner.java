package io.keystile.testkit.cases;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the way a JWS does (RFC 7518 §3), with whatever key it is given. */
interface JwtSigner {
    /** By a private key. */
    byte[] sign(String algorithm, PrivateKey key, byte[] data);

    /** By the JDK's own algorithms. */
    JwtSigner JDK = (algorithm, key, data) -> {
        String size = algorithm.substring(2);
        try {
            Signature signature;
            if (algorithm.startsWith("PS")) {
                signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec(
                        "SHA-" + size, "MGF1", new MGF1ParameterSpec("SHA-" + size), Integer.parseInt(size) / 8, 1));
            } else if (algorithm.startsWith("RS")) {
                signature = Signature.getInstance("SHA" + size + "withRSA");
            } else {
                signature = Signature.getInstance("SHA" + size + "withECDSAinP1363Format");
            }
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't sign by " + algorithm, e);
        }
    };

    /** By a secret, Latin-1; the empty one is that of a zero byte (RFC 2104 §2 pads with zeros), which the JDK accepts. */
    static byte[] mac(String algorithm, String secret, byte[] data) {
        byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(StandardCharsets.ISO_8859_1);
        try {
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't sign by " + algorithm, e);
        }
    }
}
