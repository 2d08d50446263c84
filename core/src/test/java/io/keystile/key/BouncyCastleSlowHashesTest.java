package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;
import com.password4j.types.Bcrypt;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BouncyCastleSlowHashesTest {
    private static final String KEY = "old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv";

    private final SlowHashVerifier verifier = new BouncyCastleSlowHashes();

    /** From the tests of OpenBSD's Java port and of Openwall's crypt_blowfish. */
    @ParameterizedTest
    @CsvSource({
        "abc,$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "abcdefghijklmnopqrstuvwxyz,$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
        "U*U,$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U,$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U,$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U*,$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,"
                + "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
    })
    void knownBcrypt_matchesItsKeyAlone(String key, String encoded) {
        checkKeyAlone(key, encoded);
    }

    /** From the tests of Argon2's reference implementation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void knownArgon2id_matchesItsKeyAlone(String key, String encoded) {
        checkKeyAlone(key, encoded);
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B", "Y"})
    void bcryptOfAnotherImplementation_matchesItsKeyAlone(Bcrypt version) {
        checkKeyAlone(KEY, BcryptFunction.getInstance(version, 4).hash(KEY).getResult());
    }

    @ParameterizedTest
    @CsvSource({"8,1,1,16", "64,3,4,32", "1000,2,3,64"})
    void argon2idOfAnotherImplementation_matchesItsKeyAlone(int memory, int iterations, int lanes, int length) {
        Argon2Function other = Argon2Function.getInstance(memory, iterations, lanes, length, Argon2.ID);

        checkKeyAlone(KEY, other.hash(KEY).getResult());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 55, 56, 71, 72})
    void bcrypt_tellsKeysApartUpToTheirLastCharacter(int length) {
        String key = "k".repeat(length);
        String encoded = BcryptFunction.getInstance(Bcrypt.B, 4).hash(key).getResult();

        checkKeyAlone(key, encoded);
        assertThat(matches(encoded, key.substring(1) + 'l')).isFalse();
    }

    @Test
    void keyLongerThanBcryptReads_isRefusedThoughItsBeginningIsRight() {
        String key = "k".repeat(72);
        String encoded = BcryptFunction.getInstance(Bcrypt.B, 4).hash(key).getResult();

        assertThat(matches(encoded, key)).isTrue();
        assertThat(matches(encoded, key + 'k')).isFalse();
        assertThat(matches(encoded, key + "k".repeat(1000))).isFalse();
    }

    @Test
    void keyWithNul_isRefusedByBcrypt() {
        // "k\0k\0…" is what a bcrypt of "k" reads as well, for it goes round and round.
        String encoded = BcryptFunction.getInstance(Bcrypt.B, 4).hash("k").getResult();

        assertThat(matches(encoded, "k")).isTrue();
        assertThat(matches(encoded, "k\0k")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "plain"
            })
    void hashThatCostsTooMuchOrIsNone_isNotRun(String encoded) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matches(encoded, KEY))
                .withMessageNotContaining("If6b")
                .withMessageNotContaining(KEY);
    }

    @Test
    void hashesOfNoKey_matchNone() {
        assertThat(verifier.matches(ImportedSamples.CHEAP.ofNoKey(), KEY)).isFalse();
        assertThat(verifier.matches(new SlowHashCost.Argon2id(8, 1, 1).ofNoKey(), ""))
                .isFalse();
    }

    @Test
    void provider_isNotRegistered() {
        checkKeyAlone("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");

        assertThat(Security.getProvider("BC")).isNull();
    }

    private void checkKeyAlone(String key, String encoded) {
        assertThat(matches(encoded, key)).isTrue();
        assertThat(matches(encoded, key + 'x')).isFalse();
        assertThat(matches(encoded, key.substring(0, key.length() - 1))).isFalse();
        assertThat(matches(encoded, key.substring(0, key.length() - 1) + '!')).isFalse();
        assertThat(matches(encoded, "")).isFalse();
    }

    private boolean matches(String encoded, String key) {
        return verifier.matches(new SlowHash(encoded), key);
    }
}
