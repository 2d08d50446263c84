package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.key.Environment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JWT best practices (RFC 8725 §3), each against a token that is well signed but for what the test breaks. */
final class Rfc8725Section3Test {
    private final Verifying es = new Verifying("ES256");

    @AfterEach
    void close() {
        es.close();
    }

    /** §3.1: the algorithm is the key's, whatever the header says. */
    @Test
    void algorithm_isPinnedByTheKey() {
        assertThat(es.isGood(es.good())).isTrue();
        for (String other :
                List.of("none", "None", "HS256", "RS256", "ES384", "ES512", "EdDSA", "Ed25519", "es256", "")) {
            assertThat(es.isGood(es.withHeader("alg", other))).as(other).isFalse();
        }
        assertThat(es.isGood(es.build("{\"h_del\":[\"alg\"]}"))).isFalse();
        assertThat(es.isGood(es.withHeader("alg", null))).isFalse();
        assertThat(es.signatures).isEqualTo(1);
    }

    /** §3.2: what a broken ECDSA would take (CVE-2022-21449). */
    @Test
    void signatureOfZeros_isNone() {
        String group = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
        String zero = "00".repeat(32);
        String one = "00".repeat(31) + "01";
        for (String signature :
                List.of(zero + zero, one + zero, zero + one, group + group, group + one, one + group, zero + group)) {
            String token = es.build("{\"post\":[[\"sig_hex\",\"" + signature + "\"]]}");
            assertThat(es.isGood(token)).as(signature).isFalse();
        }
    }

    /** §3.3: nothing is believed of a token with a part that is not what was signed. */
    @Test
    void everyOtherByte_breaksTheToken() {
        String token = es.good();
        for (int at = 0; at < token.length(); at += 7) {
            char c = token.charAt(at);
            String broken = token.substring(0, at) + (c == 'A' ? 'B' : 'A') + token.substring(at + 1);
            assertThat(es.isGood(broken)).as("at " + at).isFalse();
        }
    }

    /** A token has one text: bits that are left over, padding and another alphabet make none of it. */
    @Test
    void otherEncodingsOfTheSameBytes_areNoToken() {
        String token = es.good();
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = digits.indexOf(token.charAt(token.length() - 1));
        for (int spare = 1; spare < 16; spare++) {
            String other = token.substring(0, token.length() - 1) + digits.charAt(last ^ spare);
            assertThat(Base64.getUrlDecoder().decode(signature(other)))
                    .isEqualTo(Base64.getUrlDecoder().decode(signature(token)));
            assertThat(es.isGood(other)).as("spare bits " + spare).isFalse();
        }
        for (String more : List.of("=", "==", " ", "\n", "\t", ".", "\0", "\u00a0")) {
            assertThat(es.isGood(token + more)).isFalse();
            assertThat(es.isGood(more + token)).isFalse();
        }
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    /** §3.6, §3.7: bounded, and UTF-8 alone. */
    @Test
    void sizes_areBounded_beforeAnythingElse() {
        String large = es.withClaim("x", "a".repeat(CompactJws.MAX_LENGTH));
        assertThat(large).hasSizeGreaterThan(CompactJws.MAX_LENGTH);
        assertThat(es.isGood(large)).isFalse();
        assertThat(es.isGood("a".repeat(10_000_000))).isFalse();
        assertThat(es.isGood(".".repeat(4_000))).isFalse();
        assertThat(es.signatures).isZero();
    }

    @Test
    void otherEncodingsOfText_areNone() {
        for (String hex : List.of("BOM", "UTF16", "BADUTF8")) {
            assertThat(es.isGood(es.build("{\"c_hex\":\"" + hex + "\"}")))
                    .as(hex)
                    .isFalse();
        }
        for (String hex : List.of("BOM", "UTF16")) {
            assertThat(es.isGood(es.build("{\"h_hex\":\"" + hex + "\"}")))
                    .as(hex)
                    .isFalse();
        }
    }

    /** JSON that two parsers could read differently, or that is there to exhaust one. */
    @Test
    void hostileJson_isNone_andNothingBreaks() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "{",
                "null",
                "[]",
                "\"x\"",
                "1",
                "{}",
                "{}{}",
                "{} x",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1e999999999}",
                "{\"a\":" + "9".repeat(2_000) + "}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\u0001\"}",
                "/**/{}",
                "{\"a\":NaN}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "{\"x\":{\"a\":1,\"a\":1}}"));
        texts.add("[".repeat(1_400));
        texts.add("{\"a\":".repeat(300) + "1" + "}".repeat(300));
        for (String text : texts) {
            assertThat(es.isGood(es.withClaimsText(text))).as(text).isFalse();
            assertThat(es.isGood(es.withHeaderText(text))).as(text).isFalse();
        }
    }

    /** §3.8, §3.9: issuer and audience are the environment's own. */
    @Test
    void issuerAndAudience_mustBeTheEnvironments() {
        for (Object issuer : List.of(
                "https://evil.example",
                "",
                "https://auth.example/",
                "https://auth.example/sandbox",
                1,
                List.of(OAuthFixture.ISSUER))) {
            assertThat(es.isGood(es.withClaim("iss", issuer))).as("%s", issuer).isFalse();
        }
        for (Object audience : List.of(
                "https://evil.example",
                "",
                List.of(),
                Map.of(OAuthFixture.AUDIENCE, 1),
                1,
                List.of(OAuthFixture.AUDIENCE, 1),
                "https://api.example/sandbox")) {
            assertThat(es.isGood(es.withClaim("aud", audience)))
                    .as("%s", audience)
                    .isFalse();
        }
        assertThat(es.isGood(es.withClaim("aud", List.of("x", OAuthFixture.AUDIENCE))))
                .isTrue();
        assertThat(es.isGood(es.without("iss"))).isFalse();
        assertThat(es.isGood(es.without("aud"))).isFalse();
    }

    /** One environment's key makes no token of the other. */
    @Test
    void environments_areKeptApart() {
        assertThat(es.isGood(es.withClaim("env", "sandbox"))).isFalse();
        assertThat(es.isGood(es.withClaims(Map.of(
                        "env",
                        "sandbox",
                        "iss",
                        "https://auth.example/sandbox",
                        "aud",
                        "https://api.example/sandbox"))))
                .isFalse();
        TokenKey sandbox = Objects.requireNonNull(
                es.service.keys.current().signer(Environment.SANDBOX, es.service.time.instant()));
        assertThat(es.isGood(es.withHeader("kid", sandbox.id()))).isFalse();
    }

    /** §3.10: no key, address or chain of the header's is used, and no id of a key is more than a name. */
    @Test
    void headersOwnKeys_areNotUsed() {
        String attacker = "{\"h\":{\"jwk\":\"ATTACKER_JWK\"},\"sign\":{\"key\":\"ATTACKER\"}}";
        assertThat(es.isGood(es.build(attacker))).isFalse();
        for (Object id : List.of("", "../../etc/passwd", "' OR 1=1 --", "k", 1, List.of(es.forge.keyId()), Map.of())) {
            assertThat(es.isGood(es.withHeader("kid", id))).as("%s", id).isFalse();
        }
        assertThat(es.isGood(es.build("{\"h_del\":[\"kid\"]}"))).isFalse();
        for (String name : List.of("jku", "x5u", "jwk", "x5c", "x5t")) {
            assertThat(es.isGood(es.withHeader(name, "https://evil.example/keys")))
                    .as(name)
                    .isTrue();
        }
    }

    /** §3.11: only what says that it is an access token is one. */
    @Test
    void type_isAccessToken() {
        for (Object type :
                List.of("JWT", "jwt", "at", "at+jwt ", "logout+jwt", "application/jwt", "", 1, List.of("at+jwt"))) {
            assertThat(es.isGood(es.withHeader("typ", type))).as("%s", type).isFalse();
        }
        assertThat(es.isGood(es.build("{\"h_del\":[\"typ\"]}"))).isFalse();
        for (String type : List.of("at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt")) {
            assertThat(es.isGood(es.withHeader("typ", type))).as(type).isTrue();
        }
    }

    /** RFC 7515 §4.1.11: nothing that is critical is known here. */
    @Test
    void critical_isRefused_whateverItNames() {
        for (Object critical : List.of(List.of(), "exp", List.of("exp"), List.of("b64"), Map.of(), 1)) {
            assertThat(es.isGood(es.withHeader("crit", critical)))
                    .as("%s", critical)
                    .isFalse();
        }
        assertThat(es.isGood(es.withHeader("crit", null))).isFalse();
        assertThat(es.isGood(es.withHeader("b64", false))).isTrue();
    }
}
