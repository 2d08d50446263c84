package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static final String KEY = "mdt_live_Abc123defGHI";

    private final Placeholders placeholders = new Placeholders(name -> {
        if (!name.equals("KEY")) {
            throw new IllegalArgumentException("unknown placeholder <" + name + ">");
        }
        return KEY;
    });

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "<KEY>|mdt_live_Abc123defGHI",
                "<UPPER:<KEY>>|MDT_LIVE_ABC123DEFGHI",
                "Basic <B64:a:b>|Basic YTpi",
                "<PCT:a/>|%61%2F",
                "<B64:<PCT:a>>|JTYx",
                "{{ab*3}}|ababab",
                "a < b > c <lower>|a < b > c <lower>",
                "<KEY minus its last character>|mdt_live_Abc123defGH",
                "<KEY minus its first character>|dt_live_Abc123defGHI",
                "<KEY without its last two characters>|mdt_live_Abc123defG",
                "<KEY with mdt_live_ replaced by mdt_test_>|mdt_test_Abc123defGHI",
                "<KEY with mdt_live_ replaced by mdt_>|mdt_Abc123defGHI",
                "<KEY with its last character changed>|mdt_live_Abc123defGHJ",
                "<KEY with its first character changed>|ndt_live_Abc123defGHI",
                "<KEY with its first secret character changed>|mdt_live_Bbc123defGHI",
                "<KEY with its last secret character changed>|mdt_live_Abc124defGHI",
                "<KEY with its first checksum character changed>|mdt_live_Abc123eefGHI",
                "<KEY with one character changed>|mdt_live_Abc123defGHJ",
                "<KEY with the 10th character removed>|mdt_live_bc123defGHI",
                "<KEY with its last character in lower case>|mdt_live_Abc123defGHi",
                "<KEY with its last character doubled>|mdt_live_Abc123defGHII",
                "<KEY in lower case>|mdt_live_abc123defghi",
                "<KEY in upper case>|MDT_LIVE_ABC123DEFGHI",
                "<KEY reversed>|IHGfed321cbA_evil_tdm",
                "<KEY twice>|mdt_live_Abc123defGHImdt_live_Abc123defGHI",
                "<KEY twice, joined by a comma>|mdt_live_Abc123defGHI,mdt_live_Abc123defGHI",
                "<KEY plus x>|mdt_live_Abc123defGHIx",
                "<KEY plus a dot>|mdt_live_Abc123defGHI.",
                "<KEY followed by \"==\">|mdt_live_Abc123defGHI==",
                "<KEY with a semicolon appended>|mdt_live_Abc123defGHI;",
                "<KEY with a slash in front>|/mdt_live_Abc123defGHI",
                "<KEY in double quotes>|\"mdt_live_Abc123defGHI\"",
                "<KEY cut to 5 characters>|mdt_l",
                "<KEY minus its last character and in upper case>|MDT_LIVE_ABC123DEFGH",
            })
    void text_isExpanded(String text, String expanded) {
        assertThat(placeholders.expand(text)).isEqualTo(expanded);
    }

    @Test
    void blanks_areBuilt() {
        assertThat(placeholders.expand("<KEY plus a blank>")).isEqualTo(KEY + " ");
        assertThat(placeholders.expand("<KEY with a newline in the middle>")).isEqualTo("mdt_live_A\nbc123defGHI");
        assertThat(placeholders.expand("<KEY with a NUL appended>")).isEqualTo(KEY + "\0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<OTHER>",
                "<KEY as a haiku>",
                "<KEY with nothing_of_it replaced by x>",
                "<ROT13:<KEY>>",
                "<KEY with its 99th character changed>"
            })
    void whatCantBeBuilt_isAnErrorAndNotTheKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> placeholders.expand(text));
    }
}
