package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    @ParameterizedTest
    @CsvSource({
        "read, reads, true",
        "read, rea, true",
        "read, road, true",
        "read, raed, true",
        "read, read, true",
        "read, readsx, false",
        "read, roaf, false",
        "read, dear, false",
        "a0, a1, false",
        "a8, a9, false",
        "a9, a, false",
        "a, a0, false",
        "a/, a:, true"
    })
    void oneSlip_makesNamesSimilarUnlessItIsADigits(String one, String other, boolean similar) {
        assertThat(SimilarNames.isSlip(one, other)).isEqualTo(similar);
        assertThat(SimilarNames.isSlip(other, one)).isEqualTo(similar);
    }

    @Test
    void namesOfFourAndMore_areCompared() {
        List<String> pairs = new ArrayList<>();
        SimilarNames.among(List.of("cat", "rat", "bats", "cats", "Cats"), (one, other) -> pairs.add(one + "~" + other));
        assertThat(pairs).containsExactlyInAnyOrder("bats~cats", "bats~Cats", "cats~Cats");
    }
}
