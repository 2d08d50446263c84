package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one text of an IPv6 address (RFC 5952 §4). */
class Rfc5952Section4Test {
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "0:0:0:0:0:0:0:00, ::",
    })
    void section41_noLeadingZeros(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::0:1, 2001:db8::1",
        "1:0:0:0:0:0:0:0, 1::",
    })
    void section421_shortenedAsMuchAsPossible(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "::1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7"})
    void section422_oneGroupIsNotShortened(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:1:2:3:4:0:0, ::1:2:3:4:0:0",
        "1:2:3:4:5:0:0:0, 1:2:3:4:5::",
    })
    void section423_longestRunAndTheFirstOfEqualOnes(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource("2001:DB8::AbCd:EF, 2001:db8::abcd:ef")
    void section43_lowerCase(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    /** Each way to have groups of zeros, against the section's words. */
    @Test
    void everyPatternOfZeros_isWrittenAsSection42Says() {
        for (int zeros = 0; zeros < 256; zeros++) {
            StringBuilder full = new StringBuilder();
            String runs = "";
            for (int group = 0; group < 8; group++) {
                boolean zero = (zeros >> group & 1) != 0;
                full.append(group == 0 ? "" : ":").append(zero ? "0" : "1");
                runs += zero ? "0" : "1";
            }
            String longest = "0".repeat(8);
            while (!runs.contains(longest)) {
                longest = longest.substring(1);
            }
            String canonical = full.toString();
            if (longest.length() > 1) {
                int first = runs.indexOf(longest);
                canonical = joined(runs.substring(0, first)) + "::" + joined(runs.substring(first + longest.length()));
            }
            assertThat(IpAddress.parse(full.toString())).hasToString(canonical);
        }
    }

    private static String joined(String groups) {
        return String.join(":", groups.split("", -1)).replaceAll("^:|:$", "");
    }
}
