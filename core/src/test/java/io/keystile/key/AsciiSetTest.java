package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AsciiSetTest {

    @Test
    void setOfOneCharacter_holdsThatOneAlone() {
        for (char member = 0; member < 128; member++) {
            AsciiSet set = AsciiSet.of(String.valueOf(member));
            for (char c = 0; c < 1_024; c++) {
                assertThat(set.contains(c))
                        .as("%d in the set of %d", (int) c, (int) member)
                        .isEqualTo(c == member);
            }
        }
    }

    @Test
    void characterBeyondAscii_isRefusedByItsIndex() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AsciiSet.of("a\u0080"))
                .withMessageContaining("index 1");
    }
}
