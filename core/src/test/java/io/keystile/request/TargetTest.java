package io.keystile.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final String PCHAR =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,=:@";

    private static @Nullable String path(String raw) {
        Target target = Target.parse(raw, "");
        return target == null ? null : target.path();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a", "/a/b", "/.well-known/jwks.json", "/a/...", "/a+b@c:d=e,f!$&'()*", "/~x/_-", "/a./b"})
    void plainPath_isItsOwnCanonicalForm(String raw) {
        assertThat(path(raw)).isSameAs(raw);
    }

    @ParameterizedTest
    @CsvSource({
        "/%41uthorize, /Authorize",
        "/a%20b, /a b",
        "/a%2Cb%2cc, '/a,b,c'",
        "/%C3%A9, /é",
        "/%e2%82%ac, /€",
        "/%F0%9F%94%91/x, /\uD83D\uDD11/x",
        "/%3F%23, /?#",
        "/%C2%A0, /\u00A0",
        "/%7e/%41/, /~/A/"
    })
    void escapes_areDecodedOnce(String raw, String canonical) {
        assertThat(path(raw)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "*", "a", "example.com:443", "http://localhost/a", "//", "//a", "/a//b", "/a//", "/.", "/..",
                        "/./a",
                "/a/.", "/a/..", "/a/../b", "/a/./b", "/a/./", "/a/../", "/a;x", "/;/a", "/a/..;/b", "/a\\b", "/a b",
                        "/a#b",
                "/a\"", "/<a>", "/a^", "/a`", "/{a}", "/a|b", "/a\u0000", "/a\u007f", "/é", "/a\u0100", "/a\t", "/a\r\n"
            })
    void targetWithTwoReadings_isRefused(String raw) {
        assertThat(Target.parse(raw, "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%", "%2", "%2/", "%zz", "%+1", "%-1", "% 1", "%2g", "%2f", "%2F", "%5c", "%5C", "%2e", "%2E", "%25",
                "%3b", "%3B", "%00", "%0a", "%1f", "%7f", "%2e%2e", "%252e", "%u002e", "%C2%80", "%C2%9F", "%C2%85"
            })
    void escapeWithStructureOrControl_isRefused(String escape) {
        assertThat(Target.parse("/" + escape, "")).isNull();
        assertThat(Target.parse("/a/x" + escape + "y/b", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%80",
                "%bf",
                "%c0%af",
                "%c0%ae",
                "%c1%81",
                "%c3",
                "%c3a",
                "%c3%28",
                "%e0%80%af",
                "%e0%9f%bf",
                "%e2%82",
                "%e2%82x",
                "%e2%28%a1",
                "%ed%a0%80",
                "%ed%bf%bf",
                "%f0%80%80%af",
                "%f0%8f%bf%bf",
                "%f0%9f%94",
                "%f4%90%80%80",
                "%f5%80%80%80",
                "%f8%88%80%80%80",
                "%fe",
                "%ff",
                "%c3%c3",
                "%c3/%a9"
            })
    void octetsThatAreNoUtf8_areRefused(String octets) {
        assertThat(Target.parse("/" + octets, "")).isNull();
        assertThat(Target.parse("/a/x" + octets + "y/b", "")).isNull();
    }

    @Test
    void everyScalarValue_isDecodedAsTheStandardDecoderDoes() {
        for (int point = 0xA0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 61) {
            if (point >= 0xD800 && point <= 0xDFFF) {
                continue;
            }
            String text = Character.toString(point);
            StringBuilder raw = new StringBuilder("/");
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                raw.append(String.format("%%%02x", octet));
            }
            assertThat(path(raw.toString())).isEqualTo("/" + text);
        }
    }

    @Test
    void anyByteAnywhere_isTakenOnlyIfItIsPlain() {
        String small = "/ab/c";
        for (int at = 1; at <= small.length(); at++) {
            for (char c = 0; c < 256; c++) {
                String raw = small.substring(0, at) + c + small.substring(at);
                boolean query = c == '?';
                boolean slash = c == '/' && at != 1 && at != 3 && at != 4;
                boolean plain = PCHAR.indexOf(c) >= 0;
                assertThat(Target.parse(raw, "") != null)
                        .as("byte %d at %d", (int) c, at)
                        .isEqualTo(query || slash || plain);
            }
        }
    }

    @Test
    void anyEscapedOctetAnywhere_isTakenOnlyIfItIsHarmless() {
        String small = "/ab/c";
        for (int at = 1; at <= small.length(); at++) {
            for (int octet = 0; octet < 256; octet++) {
                String raw = small.substring(0, at) + String.format("%%%02X", octet) + small.substring(at);
                boolean harmless = octet >= 0x20 && octet < 0x7F && "/\\.%;".indexOf(octet) < 0;
                assertThat(Target.parse(raw, "") != null).as(raw).isEqualTo(harmless);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"/a?b=/c/../%zz;\\ b=/c/../%zz;\\", "/a?? ?", "/?a=1&b={}\"<>^`|é a=1&b={}\"<>^`|é"})
    void query_isKeptRaw(String raw, String query) {
        Target target = Objects.requireNonNull(Target.parse(raw, ""));
        assertThat(target.query()).isEqualTo(query);
        assertThat(target.path()).doesNotContain("?");
        assertThat(target.toString()).doesNotContain(query);
    }

    @Test
    void queryThatIsEmptyOrAbsent_differs() {
        assertThat(Objects.requireNonNull(Target.parse("/a", "")).query()).isNull();
        assertThat(Objects.requireNonNull(Target.parse("/a?", "")).query()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?b c", "/a?b#c", "/a?\u0000", "/a?\u001f", "/a?\u007f", "/a?b\tc", "/a?\r\nX: y"})
    void queryWithControlsSpaceOrFragment_isRefused(String raw) {
        assertThat(Target.parse(raw, "")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"/, false, 1", "/a, false, 2", "/a/, true, 2", "/a/b/, true, 4", "/a/?x, true, 2", "/%61/, true, 2"})
    void trailingSlash_isTold(String raw, boolean trailing, int length) {
        Target target = Objects.requireNonNull(Target.parse(raw, ""));
        assertThat(target.hasTrailingSlash()).isEqualTo(trailing);
        assertThat(target.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "/app/x, /app, /x",
        "/app, /app, /",
        "/app/, /app, /",
        "/app?q, /app, /",
        "/app/x/?q, /app, /x/",
        "/app/app/x, /app, /app/x",
        "/a/b/c, /a/b, /c",
        "/%61pp/x, /app, /x",
        "/app/x, /%61pp, /x",
        "/%61pp/%78, /%61pp, /x",
        "/my%20app/x, /my%20app, /x",
        "/x, /, /x"
    })
    void contextPath_isTakenOffByWholeSegments(String raw, String context, String path) {
        Target target = Objects.requireNonNull(Target.parse(raw, context));
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.charAt(0)).isEqualTo('/');
        assertThat(target.text().startsWith(path, target.start())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/x, /app",
        "/application, /app",
        "/app.x, /app",
        "/App/x, /app",
        "/, /app",
        "/ap, /app",
        "/app/x, /app/",
        "/app/x, app",
        "/app/x, /%zz",
        "/a%20b/x, /a%2",
        "/app/x, /%61pp?q",
        "//app/x, /app",
        "/;/app/x, /app"
    })
    void targetOutsideTheContextPath_isRefused(String raw, String context) {
        assertThat(Target.parse(raw, context)).isNull();
    }

    @Test
    void lengthBound_isExact() {
        assertThat(Target.parse("/" + "a".repeat(Target.MAX_LENGTH - 1), "")).isNotNull();
        assertThat(Target.parse("/" + "a".repeat(Target.MAX_LENGTH), "")).isNull();
        assertThat(Target.parse("/" + "%2f".repeat(20_000) + "..", "")).isNull();
        assertThat(Target.parse("/".repeat(65_536), "")).isNull();
        assertThat(Target.parse("/?" + "%".repeat(65_536), "")).isNull();
    }

    @Test
    void noise_neverThrowsAndNeverHidesStructure() {
        SplittableRandom random = new SplittableRandom(7);
        String[] pieces = {
            "/", "a", ".", "..", "%", "%2e", "%2F", "%41", "%c3%a9", "%c3", ";", "?", "#", "\\", "%00", "é"
        };
        for (int n = 0; n < 200_000; n++) {
            StringBuilder raw = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
            for (int i = random.nextInt(10); i > 0; i--) {
                raw.append(random.nextInt(4) == 0 ? (char) random.nextInt(300) : pieces[random.nextInt(pieces.length)]);
            }
            String path = path(raw.toString());
            if (path != null) {
                assertThat(path).startsWith("/");
                assertThat(path.substring(1).split("/", -1)).doesNotContain(".", "..");
                assertThat(path.chars().noneMatch(c -> c == ';' || c == '%' || c == '\\' || Character.isISOControl(c)))
                        .isTrue();
                assertThat(path.contains("//")).isFalse();
            }
        }
    }
}
