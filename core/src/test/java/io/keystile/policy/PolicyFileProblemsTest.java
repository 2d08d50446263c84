package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystile.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong in a policy file is told with its place, and all of it at once. */
class PolicyFileProblemsTest {
    private static List<String> problems(String json) {
        PolicyException refused =
                catchThrowableOfType(PolicyException.class, () -> AccessPolicy.read("p.json", new StringReader(json)));
        assertThat(refused).as(json).isNotNull();
        assertThat(refused.problems())
                .allSatisfy(problem -> assertThat(problem.position()).isNotNull());
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private static String problem(String json) {
        List<String> problems = problems(json);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void allProblems_areToldAtOnceInTheOrderOfTheFile() {
        assertThat(problems("""
            {
              "guard": ["/api", "/api", 7],
              "guards": [],
              "default_plane": "user",
              "places": {"client": [{"header": "X"}, {"scheme": "x y"}], "other": []},
              "rules": [
                {"path": "/a/{x}", "scope": "ok"},
                {"path": "/a/{y}", "scope": "no good"},
                {"path": "/a/{z}", "scope": "ok"},
                {"methods": ["get"], "path": "/b", "open": true},
                {"path": "b", "open": true, "path": "/c"},
                "rule"
              ]
            }
            """))
                .containsExactly(
                        "p.json:2:21 guard[1]: guarded root /api: is named twice",
                        "p.json:2:29 guard[2]: must be a string, not the number 7",
                        "p.json:3:3 guards: is unknown here; known are default_plane, guard, note, places, rules",
                        "p.json:4:20 default_plane: must be a plane, 'client', 'principal' or 'admin', not 'user'",
                        "p.json:5:53 places.client[1].scheme: a scheme is a token (RFC 9110 §11.1), not 'x y'",
                        "p.json:5:62 places.other: must be a plane, 'client', 'principal' or 'admin', not 'other'",
                        "p.json:8:33 rules[1].scope: scopes must hold names of visible ASCII without '\"', '\\', ','"
                                + " and '*'",
                        "p.json:9:5 rules[2]: rule ANY /a/{z}: ties with ANY /a/{x} of line 7: same path, variables'"
                                + " names aside, and a common method",
                        "p.json:10:17 rules[3].methods: rule get /b: a method is a token in capitals, such as GET;"
                                + " given: 'get'",
                        "p.json:11:14 rules[4].path: rule ANY b: a path starts with '/'",
                        "p.json:11:33 rules[4].path: is there twice, first in line 11",
                        "p.json:12:5 rules[5]: must be an object, not a string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'path': '/a'}                                     | 1:12 rules[0]: says not who may enter",
                "{'open': true}                                     | 1:12 rules[0]: has no 'path'",
                "{'path': '/a', 'open': 1}                          | 1:35 rules[0].open: must be true or false, not the number 1",
                "{'path': '/a', 'open': true, 'scope': 'x'}         | 1:12 rules[0]: rule ANY /a: an open rule",
                "{'path': '/a', 'session': 'only', 'scope': 'x'}    | 1:12 rules[0]: rule ANY /a: a session-only rule",
                "{'path': '/a', 'session': 'maybe', 'scope': 'x'}   | 1:38 rules[0].session: must be 'welcome' or 'only', not 'maybe'",
                "{'path': '/a', 'session': 'welcome'}               | 1:12 rules[0]: says not who may enter",
                "{'path': '/a', 'scope': 'x', 'methods': []}        | 1:52 rules[0].methods: names no method",
                "{'path': '/a', 'scope': 'x', 'methods': 'GET'}     | 1:52 rules[0].methods: must be an array, not a string",
                "{'path': '/a', 'scope': 'x', 'scopes': ['y']}      | 1:12 rules[0]: has more than one of",
                "{'path': '/a', 'scopes': []}                       | 1:37 rules[0].scopes: names no scope",
                "{'path': '/a', 'scopes': ['x', ' ']}               | 1:43 rules[0].scopes[1]: scopes must not hold a blank",
                "{'path': '/a', 'scopes': [null]}                   | 1:38 rules[0].scopes[0]: must be a string, not null",
                "{'path': '/a', 'needs': 'all'}                     | 1:36 rules[0].needs: must be 'nothing' or 'full_access', not 'all'",
                "{'path': '/a', 'plane': 'client'}                  | 1:12 rules[0]: says not what the plane needs",
                "{'path': '/a', 'plane': 'user', 'scope': 'x'}      | 1:36 rules[0].plane: must be a plane",
                "{'path': '/a', 'planes': {}}                       | 1:37 rules[0].planes: names no plane",
                "{'path': '/a', 'planes': {'client': {}}}           | 1:48 rules[0].planes.client: says not what the plane needs",
                "{'path': '/a', 'planes': {'user': {'scope': 'x'}}} | 1:38 rules[0].planes.user: must be a plane",
                "{'path': '/a', 'planes': {'client': 'x'}}          | 1:48 rules[0].planes.client: must be an object, not a string",
                "{'path': '/a', 'scope': 'x', 'planes': {'client': {'scope': 'x'}}} | 1:51 rules[0].planes: say themselves",
                "{'path': '/a', 'scope': 'x', 'key_ony': true}      | 1:41 rules[0].key_ony: is unknown here; known are cost, key_only, methods,",
                "{'path': '/a$', 'procedures': {'query': {'r': ['x']}}} | 1:21 rules[0].path: rule ANY /a$: an RPC route covers",
                "{'path': '/a', 'scope': 's', 'needs': 'nothing'} | 1:12 rules[0]: has more than one of",
                "{'path': '/a', 'scopes': ['s'], 'needs': 'nothing'} | 1:12 rules[0]: has more than one of",
                "{'path': '/a', 'planes': {'client': {'scope': 's', 'scop': 1}}} | 1:63 rules[0].planes.client.scop: is unknown",
                "{'path': '/a', 'procedures': {}}                   | 1:41 rules[0].procedures: an RPC route names at least one",
                "{'path': '/a', 'procedures': {'query': {'r': []}}} | 1:57 rules[0].procedures.query.r: names no procedure",
                "{'path': '/a', 'procedures': {'query': {'r': ['x', '.']}}} | 1:63 rules[0].procedures.query.r[1]: a procedure's name",
                "{'path': '/a', 'procedures': {'query': {'r r': ['x', 'y']}}} | 1:52 rules[0].procedures.query.r r: scopes must hold",
                "{'path': '/a', 'procedures': {'query': {'r': ['x', 'x']}}} | 1:63 rules[0].procedures.query.r[1]: procedure 'x' is named twice",
                "{'path': '/a', 'procedures': {'max_batch': 0, 'query': {'r': ['x']}}} | 1:55 rules[0].procedures.max_batch: maxBatch is 1 to 1000",
                "{'path': '/a', 'procedures': {'max_batch': 1e1, 'query': {'r': ['x']}}} | 1:55 rules[0].procedures.max_batch: must be a whole number",
                "{'path': '/a', 'procedures': {'queries': {'r': ['x']}, 'query': {'r': ['x']}}} | 1:42 rules[0].procedures.queries: is unknown"
            })
    void wrongRule_isToldWithItsPlace(String rule, String problem) {
        assertThat(problem("{\"rules\": [" + rule.replace('\'', '"') + "]}")).startsWith("p.json:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                        | 1:1: is empty",
                "[]                        | 1:1: must be an object, not an array",
                "{} {}                     | 1:4: something follows after the end",
                "{} x                      | 1:",
                "{'guard': ['/a'] /* x */} | 1:18: is no JSON: ",
                "{'guard': ['/a']} // x    | 1:19: is no JSON: ",
                "{'guard': ['/a',]}        | 1:17 guard: is no JSON: ",
                "{'guard': ['/a'           | 1:",
                "{'guard': ['/a            | 1:",
                "{'guard': [01]}           | 1:13 guard: is no JSON: ",
                "{'guard': NaN}            | 1:",
                "{guard: 1}                | 1:2: is no JSON: ",
                "{}                        | 1:1: policy: has neither a guarded root nor a rule",
                "{'guard': {'a': 1}}       | 1:11 guard: must be an array, not an object",
                "{'guard': ['/a'], 'places': {'client': [{}]}} | 1:41 places.client[0]: must have either",
                "{'guard': ['/a'], 'places': {'client': [{'header': 'A', 'scop': 1}]}} | 1:57 places.client[0].scop: is unknown",
                "{'guard': ['/a'], 'places': {'client': [{'header': 'A', 'takes': 'all'}]}} | 1:66 places.client[0].takes: must be 'keys' or",
                "{'guard': ['/a'], 'places': {'client': [{'header': 'A'}, {'header': 'a'}]}} | 1:40 places.client: places of client: a (keys only) is named twice",
                "{'guard': ['/a'], 'default_plane': 'admin'} | 1:36 default_plane: defaultPlane: admin routes"
            })
    void wrongFile_isToldWithItsPlace(String json, String problem) {
        List<String> problems = problems(json.replace('\'', '"'));
        assertThat(problems.get(0)).startsWith("p.json:" + problem);
    }

    @Test
    void wholePolicysProblem_isNotToldWhenPartsOfItCouldNotBeRead() {
        assertThat(problem("{\"rules\": [1]}")).startsWith("p.json:1:12 rules[0]: must be an object");
    }

    @Test
    void nestingAndSize_areBounded() {
        assertThat(problem("{\"guard\": " + "[".repeat(100_000))).contains("lies deeper than 16");
        String large = "{\"note\": \"" + "x".repeat(JsonText.MAX_SIZE) + "\"}";
        assertThat(problem(large)).isEqualTo("p.json:1:1: is larger than 16 MiB");
        InputStream stream = new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(PolicyException.class, () -> AccessPolicy.read("p.json", stream)))
                .hasMessageContaining("is larger than 16 MiB");
    }

    @Test
    void textThatIsNoUtf8_isRefusedWhereItEnds() {
        byte[] latin = "{\n\"guard\": [\"/é\"]}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catchThrowableOfType(
                        PolicyException.class, () -> AccessPolicy.read("p.json", new ByteArrayInputStream(latin))))
                .hasMessageContaining("p.json:2:13: is not UTF-8");
        byte[] wide = "{\"guard\": [\"/a\"]}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(catchThrowableOfType(
                        PolicyException.class, () -> AccessPolicy.read("p.json", new ByteArrayInputStream(wide))))
                .hasMessageContaining("p.json:1:3: is no JSON");
    }

    @Test
    void manyProblems_areCountedAfterTheFirstHundred() {
        String json = "{\"rules\": [" + "1,".repeat(150) + "1]}";
        PolicyException refused =
                catchThrowableOfType(PolicyException.class, () -> AccessPolicy.read("p.json", new StringReader(json)));
        assertThat(refused.problems()).hasSize(101);
        assertThat(refused).hasMessageEndingWith("p.json: and 51 more problems");
    }

    @Test
    void textOfTheFile_staysOneShortLineInMessages() {
        String problem = problem("{\"guard\": [\"/a\"], \"a\\nb\\u202e" + "c".repeat(500) + "\": 1}");
        assertThat(problem).contains(" a?b?ccc").contains("…: is unknown").hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mandate-api.json", "direct-debit.json"})
    void damagedFile_isReadOrRefusedWithPlaces(String name) throws Exception {
        String whole = Files.readString(Path.of("src", "test", "resources", "policies", name));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(8)));
                case 1 -> damaged.insert(at, "{}[]\":,1x\\/".charAt(random.nextInt(11)));
                default -> damaged.setCharAt(at, (char) random.nextInt(128));
            }
            try {
                AccessPolicy.read("p.json", new StringReader(damaged.toString()));
            } catch (PolicyException refused) {
                assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.position()).isNotNull());
            }
        }
    }
}
