package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, null",
                "'', null",
                "input, ''",
                "input=, ''",
                "input=a, a",
                "x=1&input=a=b&input=c, a=b",
                "%69nput=%7B%7D, {}",
                "input=a+b%2B, a b+",
                "inputs=1&in=2, null",
                "x=1;input=2, null",
                "input=%ZZ, %ZZ",
                "input=%FF, %FF",
                "input=%C0%AF, %C0%AF",
                "%ZZ=1&input=1, 1",
                "&&input=1&, 1",
            })
    void firstValue_decodedOnce(String query, String value) {
        assertThat(QueryString.first(query, "input")).isEqualTo(value);
    }
}
