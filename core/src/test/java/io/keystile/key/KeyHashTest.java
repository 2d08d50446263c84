package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHashTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180

    @Test
    void abc_hasTheHashOfTheStandard() {
        assertThat(KeyHash.of("abc").toHex()).isEqualTo(ABC);
    }

    @Test
    void textsOfAllLengths_hashAsByMessageDigest() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 0; length < 1_100; length++) {
            String text = KeySamples.letters(random, length);
            assertThat(KeyHash.of(text).toBytes()).isEqualTo(expected(text));
        }
    }

    @Test
    void textsBeyondAscii_hashAsUtf8() throws GeneralSecurityException {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(KeySamples.letters(random, random.nextInt(600)));
            text.insert(random.nextInt(text.length() + 1), (char) (128 + random.nextInt(0xFF7F)));
            assertThat(KeyHash.of(text.toString()).toBytes()).isEqualTo(expected(text.toString()));
            String ascii = KeySamples.letters(random, 46);
            assertThat(KeyHash.of(ascii).toBytes()).isEqualTo(expected(ascii));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 511, 512, 513, 65_535, 65_536})
    void longTexts_hashAsByMessageDigest(int length) throws GeneralSecurityException {
        String text = KeySamples.letters(new Random(length), length);

        assertThat(KeyHash.of(text).toBytes()).isEqualTo(expected(text));
        assertThat(KeyHash.of(text + 'é').toBytes()).isEqualTo(expected(text + 'é'));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 46, 255, 256, 257, 65_536})
    void afterwards_theThreadHoldsNothingOfTheText(int length) throws GeneralSecurityException {
        KeyHash.of("k".repeat(length));
        KeyHash.of("k".repeat(length) + 'é');

        Map.Entry<MessageDigest, byte[]> tools = Sha256.tools();
        assertThat(tools.getValue()).hasSize(Sha256.BUFFER_LENGTH).containsOnly(0);
        assertThat(tools.getKey().digest()).isEqualTo(expected(""));
    }

    @Test
    void keyAndItsText_haveTheSameHash() {
        ApiKey key = Objects.requireNonNull(KeySamples.DD.parse(KeySamples.GOLDEN_LIVE));

        assertThat(KeyHash.of(key)).isEqualTo(KeyHash.of(KeySamples.GOLDEN_LIVE));
    }

    @Test
    void bytesAndHex_areReadBack() {
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            KeyHash hash = KeyHash.ofBytes(bytes);

            assertThat(hash.toBytes()).isEqualTo(bytes);
            assertThat(hash.toHex()).isEqualTo(HexFormat.of().formatHex(bytes));
            assertThat(KeyHash.ofHex(hash.toHex())).isEqualTo(hash).hasSameHashCodeAs(hash);
            assertThat(KeyHash.ofHex(HexFormat.of().withUpperCase().formatHex(bytes)))
                    .isEqualTo(hash);
        }
    }

    @Test
    void firstCharacterBeyondAscii_hashesAsUtf8() throws GeneralSecurityException {
        assertThat(KeyHash.of("\u007f").toBytes()).isEqualTo(expected("\u007f"));
        assertThat(KeyHash.of("\u0080").toBytes()).isEqualTo(expected("\u0080"));
    }

    @Test
    void hashCodes_spreadOverAMapWhereverHashesDiffer() {
        // Of the first eight bytes alone: the rest is as random as they are. Chosen ones must not crowd one bin either.
        for (int chosen = 0; chosen < Long.BYTES; chosen++) {
            Set<Integer> codes = new HashSet<>();
            for (int value = 0; value < 256; value++) {
                byte[] bytes = new byte[32];
                bytes[chosen] = (byte) value;
                codes.add(KeyHash.ofBytes(bytes).hashCode());
            }
            assertThat(codes).as("differing in byte %d", chosen).hasSizeGreaterThan(200);
        }
    }

    @Test
    void bytesGiven_areCopied() {
        byte[] bytes = new byte[32];
        KeyHash hash = KeyHash.ofBytes(bytes);
        bytes[0] = 1;
        hash.toBytes()[0] = 1;

        assertThat(hash.toBytes()).containsOnly(0);
    }

    @Test
    void hashesThatDifferInOneBit_areDifferent() {
        KeyHash hash = KeyHash.of("abc");
        for (int bit = 0; bit < 256; bit++) {
            byte[] bytes = hash.toBytes();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            KeyHash other = KeyHash.ofBytes(bytes);

            assertThat(hash.matches(other)).isFalse();
            assertThat(hash).isNotEqualTo(other);
        }
        assertThat(hash.matches(KeyHash.of("abc"))).isTrue();
    }

    @Test
    void wrongLength_isRefusedWithoutQuotingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyHash.ofBytes(new byte[31]))
                .withMessageContaining("31 bytes, must have 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyHash.ofHex(ABC + "0"))
                .withMessageContaining("65 characters")
                .withMessageNotContaining("ba78");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyHash.ofHex("g" + ABC.substring(1)))
                .withMessageContaining("index 0")
                .withMessageNotContaining("a7816")
                .withNoCause();
    }

    @Test
    void toString_showsEightDigits() {
        assertThat(KeyHash.of("abc")).hasToString("KeyHash[ba7816bf…]");
    }

    static byte[] expected(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
