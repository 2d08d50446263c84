package io.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.cli.Cli.Outcome;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.store.KeyMatch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands do, on each database. */
abstract class CommandsContract {
    private static final String[] ISSUE = {
        "--prefix", "acme", "--tenant", "org_1", "--owner", "prn_1", "--scope", "a:read,a:write"
    };

    private String url = "";
    private Cli cli = new Cli("");

    /** The URL of a database with nothing in it. */
    abstract String newDatabase();

    @BeforeEach
    void install() {
        url = newDatabase();
        cli = new Cli(url);
        assertThat(cli.run("install-schema").status()).isZero();
    }

    @Test
    void issued_keyAloneOnStandardOutput_andItWorks() {
        Outcome issued = cli.run("issue", ISSUE);

        assertThat(issued.status()).isZero();
        assertThat(issued.out()).matches("acme_live_[A-Za-z0-9]{38}\\n");
        assertThat(issued.err())
                .matches("acr_\\S+: the key is shown this once\\R")
                .doesNotContain(issued.line());
        KeyMatch found = Objects.requireNonNull(found(issued.line()));
        assertThat(found.credential().access().scopes()).containsExactly("a:read", "a:write");
        assertThat(found.credential().issuedBy()).isEqualTo("operator:jo");
    }

    @Test
    void issuedAsJson_oneDocumentWithTheKey() {
        Outcome issued = cli.run(
                "issue",
                with(
                        ISSUE,
                        "--json",
                        "--label=CI",
                        "--attribute=team=x",
                        "--allow=203.0.113.0/24",
                        "--expires-in=30d"));

        assertThat(issued.json().path("api_key").textValue()).startsWith("acme_live_");
        JsonNode credential = issued.json().path("credential");
        assertThat(credential.path("expires_at").textValue()).isEqualTo("2026-12-22T12:00:00Z");
        assertThat(credential.path("label").textValue()).isEqualTo("CI");
        assertThat(credential.at("/attributes/team").textValue()).isEqualTo("x");
        assertThat(credential.at("/ip_allowlist/0").textValue()).isEqualTo("203.0.113.0/24");
        assertThat(issued.out().lines()).hasSize(1);
    }

    @Test
    void aLife_stepByStep() {
        Outcome issued = cli.run("issue", with(ISSUE, "--json"));
        String id = issued.id();
        String first = issued.json().path("api_key").textValue();

        Outcome rotated = cli.run("rotate", id, "--prefix", "acme", "--grace", "24h");
        assertThat(rotated.status()).isZero();
        assertThat(found(first)).isNotNull();
        assertThat(found(rotated.line())).isNotNull();

        assertThat(cli.run("end-previous", id).status()).isZero();
        assertThat(found(first)).isNull();
        assertThat(status(cli.run("suspend", id, "--json"))).isEqualTo("suspended");
        assertThat(status(cli.run("resume", id, "--json"))).isEqualTo("active");
        Outcome revoked = cli.run("revoke", id);
        assertThat(revoked.out()).isEmpty();
        assertThat(revoked.err()).contains(id, "revoked");

        Outcome shown = cli.run("show", id, "--json");
        assertThat(shown.json().at("/credential/status").textValue()).isEqualTo("revoked");
        assertThat(shown.json().path("events").findValuesAsText("kind"))
                .containsExactly("issued", "rotated", "previous_keys_ended", "suspended", "resumed", "revoked");
        assertThat(shown.json().path("events").findValuesAsText("actor")).containsOnly("operator:jo");
        assertThat(cli.run("show", id).out()).contains("status\trevoked\n", "\tresumed\toperator:jo\n");
    }

    @Test
    void listed_byTenantOwnerAndMaker_noKey() {
        String key = cli.run("issue", ISSUE).line();
        cli.run("issue", "--prefix", "acme", "--tenant", "org_2", "--plane", "client", "--full-access");

        assertThat(cli.run("list", "--tenant", "org_1").out())
                .matches("acr_\\S+\\tactive\\tprincipal\\tprn_1\\torg_1\\ta:read,a:write\\t-\\tacme_live_….{4}\\t-\\n")
                .doesNotContain(key);
        assertThat(cli.run("list", "--owner", "org_2").out()).contains("\tclient\torg_2\torg_2\t*\t");
        assertThat(cli.run("list", "--issued-by", "operator:jo", "--json")
                        .json()
                        .path("credentials"))
                .hasSize(2);
        Outcome none = cli.run("list", "--tenant", "nobody");
        assertThat(none.status()).isZero();
        assertThat(none.out()).isEmpty();
    }

    @Test
    void whatDoesNotFit_status1() {
        String id = cli.run("issue", with(ISSUE, "--json")).id();
        cli.run("revoke", id);

        assertRefused(cli.run("resume", id), 1);
        assertRefused(cli.run("rotate", id, "--prefix", "acme", "--grace", "0s"), 1);
        assertRefused(cli.run("show", "acr_0000000000000000000000"), 1);
    }

    @Test
    void otherEnvironmentOrNoSchema_status2() {
        assertRefused(Cli.bare("", Map.of(), "list", "--database", url, "--environment=sandbox", "--tenant=x"), 2);
        Outcome empty = new Cli(newDatabase()).run("list", "--tenant", "x");
        assertRefused(empty, 2);
        assertThat(empty.err()).contains("no schema");
    }

    @Test
    void importedHashes_work() {
        String hex = HexFormat.of().formatHex(sha256("acme_live_canary1"));
        String base64 = Base64.getEncoder().encodeToString(sha256("acme_live_canary2"));
        String json = "{\"sha256\":\"" + HexFormat.of().formatHex(sha256("canary3")) + "\",\"owner\":\"prn_9\","
                + "\"scopes\":[\"b\"],\"expires_at\":\"2027-01-01T00:00:00Z\",\"label\":\"old\",\"key_ending\":\"ary3\"}";

        Outcome imported =
                cli.reading(hex + "\n\n" + base64 + "\n" + json + "\n", "import", with(ISSUE, "--json", "-"));

        assertThat(imported.status()).as(imported.err()).isZero();
        assertThat(imported.json().path("imported").intValue()).isEqualTo(3);
        assertThat(imported.json().path("credentials").findValuesAsText("owner"))
                .containsExactly("prn_1", "prn_1", "prn_9");
        assertThat(found("acme_live_canary1")).isNotNull();
        assertThat(found("acme_live_canary2")).isNotNull();
        KeyMatch third = Objects.requireNonNull(found("canary3"));
        assertThat(third.credential().access().scopes()).containsExactly("b");
        assertThat(third.credential().keys().current().hint()).endsWith("ary3");
    }

    @Test
    void importWithOneBadLine_importsNothing() {
        String good = HexFormat.of().formatHex(sha256("good"));
        for (String bad : List.of("acme_live_canary", "{\"sha256\":\"canary\"}", "{\"canary\":1}", "{canary", good)) {
            Outcome outcome = cli.reading(good + "\n" + bad + "\n", "import", with(ISSUE, "-"));

            assertRefused(outcome, 1);
            assertThat(outcome.err())
                    .contains("line 2: ", "nothing was imported")
                    .doesNotContain("canary", good);
            assertThat(found("good")).as(bad).isNull();
        }
    }

    @Test
    void hashThatIsThereAlready_conflict() {
        String line = HexFormat.of().formatHex(sha256("twice")) + "\n";
        assertThat(cli.reading(line, "import", with(ISSUE, "-")).status()).isZero();

        Outcome again = cli.reading(line, "import", with(ISSUE, "-"));

        assertRefused(again, 1);
        assertThat(again.err()).contains("line 1: ").doesNotContain(line.strip());
    }

    private static void assertRefused(Outcome outcome, int status) {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).matches("keystile: [^\\n]+\\R");
    }

    private static String status(Outcome outcome) {
        return outcome.json().at("/credential/status").textValue();
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private @Nullable KeyMatch found(String key) {
        try (JdbcCredentialStore store = JdbcCredentialStore.over(
                        new DriverDataSource(url, null, null), Environment.LIVE)
                .build()) {
            return store.findByKey(KeyHash.of(key));
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
