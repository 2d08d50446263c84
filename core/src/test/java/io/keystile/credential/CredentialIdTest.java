package io.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialIdTest {
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acr_",
                "acr_000000000000000000001",
                "acr_00000000000000000000001",
                "acr-0000000000000000000001",
                "ACR_0000000000000000000001",
                "acr_000000000000000000000_",
                "acr_000000000000000000000é",
                " acr_000000000000000000001"
            })
    void otherForm_isRefusedWithoutEcho(String value) {
        assertThat(CredentialId.isWellFormed(value)).isFalse();
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new CredentialId(value))
                .withMessage("credential must be acr_ and 22 letters or digits")
                .satisfies(e -> assertThat(e.field()).isEqualTo("credential"));
    }

    @Test
    void newIds_areWellFormedAndDiffer() {
        Set<CredentialId> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(CredentialId.next(Samples.T0, random));
        }

        assertThat(ids).hasSize(10_000).allMatch(id -> CredentialId.isWellFormed(id.toString()));
    }

    @Test
    void laterMillisecond_sortsBehind() {
        List<CredentialId> ids = new ArrayList<>();
        for (long millis : new long[] {0, 1, 61, 62, 1_000, 1_767_323_045_678L, 1_767_323_045_679L, (1L << 48) - 1}) {
            ids.add(CredentialId.next(Instant.ofEpochMilli(millis), random));
        }

        assertThat(ids).isSorted();
        assertThat(ids.stream().map(CredentialId::value)).isSorted();
    }

    @Test
    void leadingZeros_keepTheLength() {
        assertThat(CredentialId.next(Instant.EPOCH, random).value())
                .startsWith("acr_0000000")
                .hasSize(26);
    }
}
