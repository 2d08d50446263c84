package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /items                     | /items$
            /                          | /$
            /items/{id}                | /items/{any}$
            /items/{id}/parts          | /items/{any}/parts$
            /items/{id: [0-9]+}        | /items/{any}$
            /items/{id: \\d{3}-\\w*}   | /items/{any}$
            /items/a{id}b              | /items/{any}$
            /items/{a}-{b}             | /items/{any}$
            /items/{path: .*}          | /items
            /items/{path: .+}/parts    | /items
            /items/{path: [^.]+}       | /items
            /items/{path: a/b}         | /items
            /items/{path: [+-9]}       | /items
            /items/{path: \\S+}        | /items
            /items/x{path: .*}         | /items
            /{path: .*}                | /
            /a%20b                     | /a b$
            """)
    void template_liesWhereItsRequestsDo(String template, String handler) {
        assertThat(PathTemplate.handler(template, false)).isEqualTo(handler);
    }

    @Test
    void locator_takesDeeperPathsToo() {
        assertThat(PathTemplate.handler("/items/{id}", true)).isEqualTo("/items/{any}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''   | ''      | ''    | /
            ''   | /       | /     | /
            /api | items   | {id}  | /api/items/{id}
            /api | /items/ | /{id}/ | /api/items/{id}
            /api | /       | ''    | /api
            """)
    void parts_areJoinedBySingleSlashes(String application, String resource, String method, String path) {
        assertThat(PathTemplate.joined(application, resource, method)).isEqualTo(path);
    }
}
