package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    private static final List<Rule> RULES = List.of(
            Rule.at("/api/health$").methods("GET").open(),
            Rule.at("/logout").sessionOnly(),
            Rule.at("/api/{x}").admits(Plane.PRINCIPAL, Need.allOf("b", "a")),
            Rule.at("/api/mandates")
                    .methods("POST", "GET")
                    .admits(Plane.PRINCIPAL, Need.scope("mandates:read"))
                    .admits(Plane.CLIENT, Need.nothing())
                    .keyOnly()
                    .welcomesSession(),
            Rule.at("/api/mandates/{id}").admits(Plane.PRINCIPAL, Need.fullAccess()),
            Rule.at("/api/trpc")
                    .admits(Plane.PRINCIPAL, Need.nothing())
                    .procedures(Procedures.builder()
                            .mutation("w", "b.put")
                            .query("r", "a.get")
                            .build()));

    private static AccessPolicy policy(List<Rule> rules) {
        AccessPolicy.Builder builder = AccessPolicy.builder().guard("/api").places(Plane.CLIENT, Place.header("X-Key"));
        rules.forEach(builder::rule);
        return builder.build();
    }

    @Test
    void table_isAlignedAndHasTheMoreSpecificRulesFirst() {
        assertThat(policy(RULES).describe()).isEqualTo("""
            METHODS     PATH                ENTERS WITH                                                        SESSION  TOKEN
            ANY         /api/mandates/{id}  principal: full access
            GET         /api/health$        open to everyone
            GET,POST    /api/mandates       client: nothing, or principal: mandates:read                       welcome  refused
            ANY         /api/trpc           principal: nothing and each procedure's scope, at most 50 at once
              query       a.get               r
              mutation    b.put               w
            ANY         /api/{x}            principal: a+b
            ANY         /logout             no credential                                                      only
            ANY         /api                full access, where no rule applies
            default plane: principal
            client credentials: X-Key (keys only)
            principal credentials: X-API-Key (keys only), Authorization: Bearer
            admin credentials: X-Admin-Key (keys only)
            """);
    }

    @Test
    void table_isTheSameInWhateverOrderTheRulesWereWritten() {
        List<Rule> shuffled = new ArrayList<>(RULES);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(policy(shuffled).describe()).isEqualTo(policy(RULES).describe());
        }
    }

    @Test
    void policyWithoutRoots_saysWhatHoldsElsewhere() {
        assertThat(AccessPolicy.builder().scope("/a", "s").build().describe())
                .contains("no guarded root: where no rule applies, the application decides\n");
    }

    @Test
    void literalsFartherLeft_standFirst() {
        assertThat(AccessPolicy.builder()
                        .scope("/{a}/b/c", "s")
                        .scope("/a/{b}/c", "s")
                        .scope("/a/b/{c}", "s")
                        .scope("/a/b/{c}$", "s")
                        .build()
                        .describe()
                        .lines()
                        .skip(1)
                        .limit(4)
                        .map(line -> line.substring("ANY      ".length(), line.indexOf("  principal"))
                                .strip()))
                .containsExactly("/a/b/{c}$", "/a/b/{c}", "/a/{b}/c", "/{a}/b/c");
    }
}
