package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.policy.Judgement.Kind;
import io.keystile.request.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The automaton and the definition agree on random policies and random requests. */
class ListScanComparisonTest {
    @Test
    void randomPolicies_areJudgedAsDefined() {
        SplittableRandom random = new SplittableRandom(20_261_122);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int policies = 0; policies < 800; policies++) {
            List<Rule> rules = new ArrayList<>();
            List<String> roots = new ArrayList<>();
            AccessPolicy policy = RandomPolicies.policy(random, rules, roots);
            ListScan definition = new ListScan(rules, roots);
            for (int requests = 0; requests < 200; requests++) {
                String method = RandomPolicies.method(random);
                Target target = Objects.requireNonNull(Target.parse(RandomPolicies.path(random), ""));
                Judgement judgement = policy.judge(method, target);
                assertThat(ListScan.Demand.of(judgement))
                        .as(() -> method + " " + target + "\n" + policy.describe())
                        .isEqualTo(definition.judge(method, target));
                seen.merge(judgement.kind(), 1, Integer::sum);
            }
        }
        assertThat(seen).containsOnlyKeys(Kind.values());
        assertThat(seen.values()).allMatch(times -> times > 1_000);
    }
}
