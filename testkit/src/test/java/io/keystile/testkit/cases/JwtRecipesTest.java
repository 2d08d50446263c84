package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtRecipesTest {
    private static JwtFacts facts(String algorithm) {
        return new JwtFacts(algorithm, 1_900_000_000L, "https://a.example", "https://b.example", "prn_1", "k1");
    }

    /** Half of a surrogate pair is sent as its own three bytes: no encoder of the JDK's writes it. */
    static byte[] utf8(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            boolean half = c >= 0xD800 && c <= 0xDFFF;
            bytes.writeBytes(
                    half
                            ? new byte[] {
                                (byte) (0xE0 | c >> 12), (byte) (0x80 | (c >> 6 & 0x3F)), (byte) (0x80 | (c & 0x3F))
                            }
                            : Character.toString(c).getBytes(StandardCharsets.UTF_8));
        });
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"RS256, SHA256withRSA", "ES256, SHA256withECDSAinP1363Format"})
    void goodToken_isVerifiedByThePublicKey(String algorithm, String name) throws Exception {
        JwtKeys keys = JwtKeys.forAlgorithm(algorithm);

        String token = new JwtRecipes(facts(algorithm), keys).build("{}");

        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance(name);
        signature.initVerify(Objects.requireNonNull(keys.server()).getPublic());
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))))
                .isTrue();
    }

    @Test
    void attackersToken_isNot() throws Exception {
        JwtKeys keys = JwtKeys.forAlgorithm("ES256");

        String token = new JwtRecipes(facts("ES256"), keys).build("{\"sign\":{\"key\":\"ATTACKER\"}}");

        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(Objects.requireNonNull(keys.server()).getPublic());
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))))
                .isFalse();
    }

    @Test
    void probabilisticRsa_isSigned() {
        String token = new JwtRecipes(facts("PS256"), JwtKeys.forAlgorithm("PS256")).build("{}");

        assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]{342}");
    }

    @Test
    void serversOwnClaims_completeEveryRecipe() {
        JwtFacts facts = new JwtFacts(
                "ES256", 1L, "https://a.example", "https://b.example", "prn_1", "k1", Map.of("env", "live"));
        JwtRecipes recipes = new JwtRecipes(facts, JwtKeys.forAlgorithm("ES256"));

        assertThat(part(recipes.build("{}"), 1)).endsWith(",\"jti\":\"j-1\",\"env\":\"live\"}");
        assertThat(part(recipes.build("{\"c_raw\":\"{\\\"iss\\\":null}\"}"), 1))
                .isEqualTo("{\"iss\":null,\"env\":\"live\"}");
        assertThat(part(recipes.build("{\"c_raw\":\"{}\",\"h_raw\":\"null\"}"), 1))
                .isEqualTo("{}");
        assertThat(part(recipes.build("{\"h_raw\":\"{\\\"alg\\\":1}\"}"), 0)).isEqualTo("{\"alg\":1,\"kid\":\"k1\"}");
        assertThat(part(recipes.build("{\"h_raw\":\"{\\\"kid\\\":[]}\"}"), 0)).isEqualTo("{\"kid\":[]}");
    }

    private static String part(String token, int index) {
        String part = List.of(token.split("\\.", -1)).get(index);
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
