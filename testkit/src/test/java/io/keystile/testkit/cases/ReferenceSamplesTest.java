package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tables' own reference implementation, in Python, makes of their cells, this one makes too. */
class ReferenceSamplesTest {
    private static final long NOW = 1_900_000_000L;
    private static final int LONGEST_IN_FULL = 400;

    static List<CaseRow> targets() {
        return samples("target-samples");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void target_isTheReferencesBytes(CaseRow sample) {
        String cell = sample.id().equals("X01")
                ? "/a\\\\b\\x00\\xff\\\\x41{{/..*3}}"
                : row(sample.id().startsWith("P") ? "paths" : "trpc", sample.id())
                        .cell("target");

        assertThat(shown(Cells.target(cell).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(sample.cell("target"));
    }

    static List<CaseRow> tokenCells() {
        return samples("token-samples");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokenCells")
    void tokenRequestCell_isTheReferencesText(CaseRow sample) {
        String cell = row("token-endpoint", sample.id()).cell(sample.cell("column"));
        String expanded = new Placeholders(name -> "value-of-" + name).expand(cell);

        assertThat(shown(expanded.getBytes(StandardCharsets.UTF_8))).isEqualTo(sample.cell("text"));
    }

    static Stream<CaseRow> tokens() {
        return samples("jwt-samples").stream().filter(sample -> !sample.id().equals("KEY"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void token_isTheReferences(CaseRow sample) {
        String algorithm = sample.cell("algorithm");
        Map<String, CaseRow> extra = samples("jwt-extra").stream().collect(Collectors.toMap(CaseRow::id, row -> row));
        CaseRow row = extra.containsKey(sample.id())
                ? Objects.requireNonNull(extra.get(sample.id()))
                : row("jwt", sample.id());
        JwtFacts facts = new JwtFacts(algorithm, NOW, "https://auth.example", "https://api.example", "prn_alice", "k1");
        JwtSigner sevens = (by, key, data) -> sevens(by.startsWith("ES") ? 64 : 256);

        String token = new JwtRecipes(facts, keys(algorithm), sevens).build(row.cell("recipe"));

        assertThat(shown(JwtRecipesTest.utf8(token))).isEqualTo(sample.cell("token"));
    }

    private static byte[] sevens(int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (i * 7 + 3));
        return bytes;
    }

    private static JwtKeys keys(String algorithm) {
        if (algorithm.startsWith("HS")) {
            StringBuilder secret = new StringBuilder();
            IntStream.range(0, 64).forEach(i -> secret.append((char) i));
            String attacker = "attacker-secret-attacker-secret-attacker-secret-attacker-secret!";
            return new JwtKeys(null, null, secret.toString(), attacker);
        }
        Map<String, String> byAlgorithm = new HashMap<>();
        samples("jwt-samples").stream()
                .filter(sample -> sample.id().equals("KEY"))
                .forEach(sample -> byAlgorithm.put(sample.cell("algorithm"), sample.cell("token")));
        String both = Objects.requireNonNull(byAlgorithm.get(algorithm));
        int blank = both.indexOf(' ');
        // The signer makes up its bytes: any private key will do.
        PrivateKey any =
                Objects.requireNonNull(JwtKeys.forAlgorithm("ES256").server()).getPrivate();
        return new JwtKeys(
                new KeyPair(publicKey(algorithm, both.substring(0, blank)), any),
                new KeyPair(publicKey(algorithm, both.substring(blank + 1)), any),
                "",
                "");
    }

    private static PublicKey publicKey(String algorithm, String base64) {
        try {
            return KeyFactory.getInstance(algorithm.startsWith("ES") ? "EC" : "RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(byte[] bytes) {
        try {
            return bytes.length <= LONGEST_IN_FULL
                    ? HexFormat.of().formatHex(bytes)
                    : "sha256:"
                            + HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // The project's own rows, whichever folder the build was told to take others from.
    private static CaseRow row(String table, String id) {
        return CaseTables.parse(table, CaseTables.ownTable(table)).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<CaseRow> samples(String name) {
        try (InputStream in = ReferenceSamplesTest.class.getResourceAsStream(name + ".tsv")) {
            return CaseTables.parse(
                    name, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
