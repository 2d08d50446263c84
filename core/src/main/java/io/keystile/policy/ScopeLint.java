package io.keystile.policy;

import io.keystile.policy.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the scopes that rules ask for with those that are issued, and with each other. */
final class ScopeLint {
    /** Takes what is found. */
    interface Findings {
        void add(Kind kind, @Nullable Rule rule, String message);
    }

    private final Map<String, List<Rule>> asked = new TreeMap<>();
    private final @Nullable Set<String> issued;

    ScopeLint(List<Rule> rules, @Nullable Set<String> issued) {
        this.issued = issued;
        for (Rule rule : rules) {
            rule.scopes()
                    .forEach(scope -> asked.computeIfAbsent(scope, first -> new ArrayList<>())
                            .add(rule));
        }
    }

    void findInto(Findings findings) {
        if (issued != null) {
            compare(issued, findings);
        }
        Set<String> all = new TreeSet<>(asked.keySet());
        all.addAll(issued == null ? Set.of() : issued);
        SimilarNames.among(all, (one, other) -> similar(one, other, findings));
    }

    private void compare(Set<String> known, Findings findings) {
        asked.forEach((scope, rules) -> {
            if (!known.contains(scope)) {
                findings.add(
                        Kind.UNISSUED_SCOPE,
                        rules.get(0),
                        "asks for the scope '" + scope + "', which is issued to nobody" + others(rules));
            }
        });
        for (String scope : new TreeSet<>(known)) {
            if (!asked.containsKey(scope)) {
                findings.add(Kind.UNASKED_SCOPE, null, "the scope '" + scope + "' is issued and no rule asks for it");
            }
        }
    }

    private static String others(List<Rule> rules) {
        return rules.size() == 1 ? "" : "; so do " + (rules.size() - 1) + " more rules";
    }

    /** Names the rule of the scope that is asked for less often: if one of the two is a slip, that one. */
    private void similar(String one, String other, Findings findings) {
        if (issued != null && issued.contains(one) && issued.contains(other)) {
            return; // both are meant
        }
        List<Rule> first = asked.getOrDefault(one, List.of());
        List<Rule> second = asked.getOrDefault(other, List.of());
        boolean suspectsFirst = second.isEmpty() || (!first.isEmpty() && first.size() < second.size());
        List<Rule> suspects = suspectsFirst ? first : second;
        if (!suspects.isEmpty()) {
            findings.add(
                    Kind.SIMILAR_SCOPES,
                    suspects.get(0),
                    "asks for the scope '" + (suspectsFirst ? one : other) + "', which looks like '"
                            + (suspectsFirst ? other : one) + "'" + others(suspects) + "; is one of them a slip?");
        }
    }
}
