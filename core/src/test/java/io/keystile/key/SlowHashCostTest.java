package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowHashCostTest {
    private static final String BCRYPT_REST = "$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
    private static final String ARGON2_REST = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @ParameterizedTest
    @ValueSource(strings = {"$2a$06", "$2b$06", "$2y$06"})
    void bcrypt_saysItsCost(String head) {
        assertThat(of(head + BCRYPT_REST)).isEqualTo(new SlowHashCost.Bcrypt(6));
    }

    @Test
    void argon2id_saysItsCosts() {
        assertThat(of("$argon2id$v=19$m=65536,t=2,p=1" + ARGON2_REST))
                .isEqualTo(new SlowHashCost.Argon2id(65536, 2, 1))
                .hasToString("argon2id m=65536,t=2,p=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$03", "$2b$15", "$2y$31", "$2b$99", "$2b$00"})
    void dearBcrypt_isRefusedByItsCost(String head) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(head + BCRYPT_REST))
                .withMessageContaining("must be 4 to 14")
                .withMessageNotContaining("If6b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=4194304,t=1,p=1",
                "m=262145,t=1,p=1",
                "m=262144,t=5,p=1",
                "m=65536,t=17,p=1",
                "m=7,t=1,p=1",
                "m=15,t=1,p=2",
                "m=999999999,t=999999999,p=16",
                "m=65536,t=1,p=17"
            })
    void dearArgon2id_isRefusedByItsCosts(String costs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("$argon2id$v=19$" + costs + ARGON2_REST))
                .withMessageContaining("must be")
                .withMessageNotContaining("CTFh");
    }

    @Test
    void costsAtTheBounds_areAccepted() {
        assertThat(of("$2b$04" + BCRYPT_REST)).isEqualTo(new SlowHashCost.Bcrypt(4));
        assertThat(of("$2b$14" + BCRYPT_REST)).isEqualTo(new SlowHashCost.Bcrypt(14));
        assertThat(of("$argon2id$v=19$m=8,t=1,p=1" + ARGON2_REST)).isEqualTo(new SlowHashCost.Argon2id(8, 1, 1));
        assertThat(of("$argon2id$v=19$m=262144,t=4,p=16" + ARGON2_REST))
                .isEqualTo(new SlowHashCost.Argon2id(262144, 4, 16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2",
                "$2$06",
                "$2x$06",
                "$2c$06",
                "$2A$06",
                "{bcrypt}$2a$06",
                "$2b$6",
                "$2b$ 6",
                "$2b$+6",
                "$2b$6$",
                "$2b$06 "
            })
    void whatIsNoBcrypt_isRefused(String head) {
        refused(head + BCRYPT_REST);
    }

    @Test
    void bcryptOfAnotherLengthOrAlphabet_isRefused() {
        String good = "$2b$06" + BCRYPT_REST;
        for (int length = 0; length < good.length(); length++) {
            refused(good.substring(0, length));
        }
        refused(good + "0");
        for (char c : "$+=-_ \n\0é".toCharArray()) {
            refused(good.substring(0, 40) + c + good.substring(41));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2i$v=19$m=65536,t=2,p=1",
                "$argon2d$v=19$m=65536,t=2,p=1",
                "$argon2id$v=16$m=65536,t=2,p=1",
                "$argon2id$m=65536,t=2,p=1",
                "$argon2id$v=19$t=2,m=65536,p=1",
                "$argon2id$v=19$m=65536,t=2",
                "$argon2id$v=19$m=65536,t=2,p=1,keyid=x",
                "$argon2id$v=19$m=065536,t=2,p=1",
                "$argon2id$v=19$m=+65536,t=2,p=1",
                "$argon2id$v=19$m=-8,t=2,p=1",
                "$argon2id$v=19$m=,t=2,p=1",
                "$argon2id$v=19$m=4294967296,t=2,p=1",
                "$argon2id$v=19$m=٣٢,t=2,p=1",
                "argon2id$v=19$m=65536,t=2,p=1",
                " $argon2id$v=19$m=65536,t=2,p=1",
            })
    void whatIsNoArgon2id_isRefused(String head) {
        refused(head + ARGON2_REST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$c29tZXNhbHQ",
                "$c29tZXNhbHQ$",
                "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc$",
                "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc=",
                "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm",
                "$c29tZQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$c29tZXNhbHQ$CTFh_dXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$c29tZXNhbHQ$CTFh\ndXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void argon2idWithoutGoodSaltAndHash_isRefused(String rest) {
        refused("$argon2id$v=19$m=65536,t=2,p=1" + rest);
    }

    @Test
    void hashOfNoKey_hasTheSameCosts() {
        for (SlowHashCost cost : new SlowHashCost[] {
            new SlowHashCost.Bcrypt(4), new SlowHashCost.Bcrypt(12), new SlowHashCost.Argon2id(19456, 2, 1)
        }) {
            assertThat(SlowHashCost.of(cost.ofNoKey())).isEqualTo(cost);
        }
    }

    @Test
    void text_holdsNoHash() {
        assertThat(new SlowHash("$2b$06" + BCRYPT_REST)).hasToString("SlowHash[…]");
    }

    private static SlowHashCost of(String encoded) {
        return SlowHashCost.of(new SlowHash(encoded));
    }

    private static void refused(String encoded) {
        assertThatIllegalArgumentException()
                .as(encoded)
                .isThrownBy(() -> of(encoded))
                .withMessageStartingWith("slow hash:")
                .withMessageNotContaining("If6b")
                .withMessageNotContaining("CTFh");
    }
}
