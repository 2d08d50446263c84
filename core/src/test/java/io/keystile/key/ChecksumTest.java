package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void crc_equalsTheJdks() {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            String text = KeySamples.letters(random, length);
            CRC32 jdk = new CRC32();
            jdk.update(text.getBytes(StandardCharsets.US_ASCII));

            assertThat(Crc32.value(Crc32.update(Crc32.START, text, 0, length))).isEqualTo(jdk.getValue());
        }
    }

    @Test
    void crcFourAtOnce_equalsOneByOne() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            int state = random.nextInt();
            char[] four = {any(random), any(random), any(random), any(random)};

            assertThat(Crc32.update(state, four[0], four[1], four[2], four[3]))
                    .isEqualTo(Crc32.update(state, String.valueOf(four), 0, 4));
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

    private static char any(Random random) {
        return (char) random.nextInt(256);
    }
}
