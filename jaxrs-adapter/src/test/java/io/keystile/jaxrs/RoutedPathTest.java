package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutedPathTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/items  | /api | items   | true
            /api/items  | /api | /items  | true
            /api/items/ | /api | items/  | true
            /api        | /api | ''      | true
            /api/       | /api | ''      | true
            /api/       | /api | /       | true
            /           | ''   | ''      | true
            /items      | ''   | items   | true
            /api/items/ | /api | items   | false
            /api/items  | /api | items/  | false
            /api/items  | /api | //items | false
            /api/items  | ''   | items   | false
            /apiitems   | /api | items   | false
            /api-items  | /api | items   | false
            /app/items  | /api | items   | false
            /api/other  | /api | items   | false
            /api        | /api | items   | false
            /other      | /api | ''      | false
            """)
    void path_isThatOfItsParts(String path, String application, String relative, boolean same) {
        assertThat(RoutedPath.is(path, application, relative)).isEqualTo(same);
    }
}
