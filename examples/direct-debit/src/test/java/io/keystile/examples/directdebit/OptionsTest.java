package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.examples.common.FlagException;
import io.keystile.net.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @TempDir
    Path folder;

    @Test
    void nothingGiven_defaults() {
        Options options = Options.parse();

        assertThat(options.common().port()).isEqualTo(8080);
        assertThat(options.common().databases()).isNull();
        assertThat(options.common().clientAddress()).isEqualTo(ClientAddress.peer());
        assertThat(options.common().origins()).isEmpty();
        assertThat(options.users().isDemo()).isTrue();
        assertThat(options.users().logIn("admin", "admin")).isEqualTo(new User("admin", "org_demo"));
    }

    @Test
    void bothSpellings_read() {
        Options options = Options.parse("--port=0", "--origins", "https://a.example,http://b.example:81");

        assertThat(options.common().port()).isZero();
        assertThat(options.common().origins()).containsExactly("https://a.example", "http://b.example:81");
    }

    @Test
    void rateLimits_areOffOrCountedHereOrInRedis() {
        assertThat(Options.parse().common().rateLimits().areOn()).isFalse();
        assertThat(Options.parse("--rate-limit=off").common().rateLimits().areOn())
                .isFalse();
        assertThat(Options.parse("--rate-limit=100/1s,6000/1m")
                        .common()
                        .rateLimits()
                        .areOn())
                .isTrue();
        assertThat(Options.parse("--redis=redis://:pass@localhost:6379/1", "--rate-limit=1/1s")
                        .common()
                        .rateLimits()
                        .redis())
                .startsWith("redis://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port=",
                "--port=x",
                "--port=-1",
                "--port=65536",
                "--port=0x50",
                "--port=1 --port=2",
                "--trusted-proxies=",
                "--trusted-proxies=10.0.0.1/8",
                "--trusted-proxies=10.0.0.0/8,",
                "--trusted-proxies=proxy.example",
                "--forwarded-header=x-real-ip",
                "--forwarded-header=",
                "--origins=",
                "--origins=*",
                "--origins=https://a.example/",
                "--origins=https://A.example",
                "--users=",
                "--users=/nowhere/users.json",
                "--database=jdbc:h2:mem:x",
                "--sandbox-database=x",
                "--sandbox-database=jdbc:h2:mem:x --database=jdbc:h2:mem:x",
                "--rate-limit=",
                "--rate-limit=OFF",
                "--rate-limit=100",
                "--rate-limit=100/s",
                "--rate-limit=0/1s",
                "--rate-limit=100/1s,off",
                "--redis=",
                "--redis=http://x",
                "--redis=localhost",
                "--max-staleness=0s",
                "--max-staleness=1",
                "--max-staleness=1h",
                "--max-staleness=",
                "--outage-grace=0s",
                "--outage-grace=NONE",
                "--outage-grace=1y",
                "--help",
                "-p",
                "8080",
                "--Port=1"
            })
    void badCommandLine_namesTheFlagInOneLine(String line) {
        String[] words = line.split(" ", -1);
        String flag = words[0].indexOf('=') < 0 ? words[0] : words[0].substring(0, words[0].indexOf('='));

        assertThatThrownBy(() -> Options.parse(words))
                .isInstanceOf(FlagException.class)
                .hasMessageStartingWith(flag + ": ")
                .hasMessageNotContainingAny("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no\npe",
                "--users=/no\r\nwhere",
                "--users=\u0000",
                "--origins=http://a\u2028b",
                "--trusted-proxies=1\n2"
            })
    void badCommandLineWithLineBreaks_isStillOneLine(String word) {
        assertThatThrownBy(() -> Options.parse(word))
                .isInstanceOfSatisfying(
                        FlagException.class,
                        e -> assertThat(e.line()).matches("--[^\\p{Cc}\u2028]+: [^\\p{Cc}\u2028]+"));
    }

    @Test
    void usersFile_read_andPasswordsCompared() throws IOException {
        Users users = users("[{\"username\":\"jo\",\"password\":\"s3\",\"organisation\":\"org_1\"},"
                + "{\"username\":\"al\",\"password\":\"s4\",\"organisation\":\"org_2\"}]");

        assertThat(users.isDemo()).isFalse();
        assertThat(users.logIn("jo", "s3")).isEqualTo(new User("jo", "org_1"));
        assertThat(users.logIn("jo", "s4")).isNull();
        assertThat(users.logIn("admin", "admin")).isNull();
        assertThat(users.logIn("nobody", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[]",
                "[1]",
                "[{}]",
                "[{\"username\":\"jo\",\"password\":\"canary\"}]",
                "[{\"username\":\"jo\",\"password\":\"\",\"organisation\":\"o\"}]",
                "[{\"username\":\"j o\",\"password\":\"canary\",\"organisation\":\"o\"}]",
                "[{\"username\":\"jo\",\"password\":\"canary\",\"organisation\":\"\"}]",
                "[{\"username\":\"jo\",\"password\":\"canary\",\"organisation\":\"o\",\"admin\":true}]",
                "[{\"username\":\"jo\",\"password\":\"canary\",\"organisation\":\"o\"},"
                        + "{\"username\":\"jo\",\"password\":\"canary\",\"organisation\":\"o\"}]"
            })
    void badUsersFile_refusedWithoutTellingPasswords(String content) {
        assertThatThrownBy(() -> users(content))
                .isInstanceOf(FlagException.class)
                .hasMessageStartingWith("--users: ")
                .hasMessageNotContaining("canary");
    }

    private Users users(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("users.json"), content);
        return Options.parse("--users", file.toString()).users();
    }
}
