package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void checksum_equalsTheJdksCrc32() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String head = KeySamples.letters(random, random.nextInt(24));
            String secret = KeySamples.letters(random, KeyFormat.SECRET_LENGTH);
            CRC32 jdk = new CRC32();
            jdk.update((head + secret).getBytes(StandardCharsets.US_ASCII));

            assertThat(new Checksum(head).of(head + secret + "trailer", head.length()))
                    .isEqualTo(jdk.getValue());
        }
    }

    @Test
    void secretWithAnythingButDigits_hasNoChecksum() {
        Checksum checksum = new Checksum("dd_live_");
        for (int at = 0; at < KeyFormat.SECRET_LENGTH; at++) {
            for (char c : new char[] {'_', '-', ' ', '\0', '\u007f', '\u0130', '\uffff'}) {
                char[] secret = "0".repeat(KeyFormat.SECRET_LENGTH).toCharArray();
                secret[at] = c;
                assertThat(checksum.of(String.valueOf(secret), 0)).isNegative();
            }
        }
    }

    @Test
    void numbersUpTo32Bits_areReadBackFromSixDigits() {
        Random random = new Random(3);
        char[] digits = new char[6];
        for (int i = 0; i < 10_000; i++) {
            long number = i < 100 ? i : random.nextInt() & 0xFFFF_FFFFL;
            Base62.write(number, digits, 0, 6);
            assertThat(Base62.read(String.valueOf(digits), 0, 6)).isEqualTo(number);
        }
        Base62.write(0xFFFF_FFFFL, digits, 0, 6);
        assertThat(String.valueOf(digits)).isEqualTo("4gfFC3");
        Base62.write(0, digits, 0, 6);
        assertThat(String.valueOf(digits)).isEqualTo("000000");
    }

    @Test
    void everyCharacterButSixtyTwo_isNoDigit() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertThat(Base62.value((char) c)).isEqualTo(KeySamples.ALPHABET.indexOf(c));
        }
    }

    @Test
    void asciiSet_holdsWhatItWasMadeOf() {
        AsciiSet set = AsciiSet.of("\0?@az\u007f");
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertThat(set.contains((char) c)).isEqualTo("\0?@az\u007f".indexOf(c) >= 0);
        }
    }
}
