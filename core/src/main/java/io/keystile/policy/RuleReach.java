package io.keystile.policy;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are judged by at all, for what, and where: read off every state of the automaton, so that what is never
 * found there is never found by a request.
 */
final class RuleReach {
    /** What one rule does. */
    static final class Reach {
        /** The methods that it judges alone, of those it names; the empty one for a rule for every method. */
        final Set<String> methods = new TreeSet<>();

        boolean insideRoots;
        boolean outsideRoots;

        /** Whether any request is judged by it, be it together with others. */
        boolean isJudgedBy() {
            return insideRoots || outsideRoots;
        }
    }

    /** How many rules are named as the ones that come first. */
    private static final int MAX_TAKERS = 3;

    private final Automaton automaton;
    private final Map<Rule, Reach> byRule = new HashMap<>(); // rules are equal only to themselves

    RuleReach(Automaton automaton, List<Rule> rules) {
        this.automaton = automaton;
        rules.forEach(rule -> byRule.put(rule, new Reach()));
        Set<MethodTable> tables = Collections.newSetFromMap(new IdentityHashMap<>());
        walk(Set.of(automaton.start()), state -> {
            if (tables.add(state.end)) { // with a slash at its end a path is judged by the same rules, or refused
                state.end.forEach((method, judgement) -> note(state.end.guarded(), method, judgement));
            }
            return true;
        });
    }

    private void note(boolean guarded, String method, Judgement judgement) {
        for (Rule rule : judgement.rules()) {
            Reach reach = of(rule);
            reach.insideRoots |= guarded;
            reach.outsideRoots |= !guarded;
            boolean its =
                    rule.methods().isEmpty() ? method.isEmpty() : rule.methods().contains(method);
            if (its && judgement.rules().size() == 1) {
                reach.methods.add(method);
            }
        }
    }

    /** What a rule of the policy does. */
    Reach of(Rule rule) {
        return byRule.computeIfAbsent(rule, unknown -> new Reach());
    }

    /** Some of the rules that a method is judged by, on the paths of a rule: those that come before it. */
    List<Rule> takers(Rule rule, String method) {
        PathPattern pattern = PathPattern.parse(rule.path());
        Set<State> ends = Set.of(automaton.start());
        for (@Nullable String segment : pattern.segments()) {
            Set<State> next = new LinkedHashSet<>();
            for (State state : ends) {
                if (segment == null) {
                    state.forEachNext(next::add);
                } else {
                    next.add(state.next(segment));
                }
            }
            ends = next;
        }
        Set<Rule> takers = new LinkedHashSet<>();
        walk(ends, state -> {
            if (takers.size() < MAX_TAKERS) {
                takers.addAll(state.end.judge(method).rules());
                takers.remove(rule);
            }
            return !pattern.exact() && takers.size() < MAX_TAKERS;
        });
        return takers.stream().limit(MAX_TAKERS).toList();
    }

    /** Whether to go on from a state to those that follow. */
    private interface Visit {
        boolean goesOn(State state);
    }

    private static void walk(Set<State> from, Visit visit) {
        Set<State> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<State> waiting = new ArrayDeque<>();
        for (State state : from) {
            if (seen.add(state)) {
                waiting.add(state);
            }
        }
        for (State state = waiting.poll(); state != null; state = waiting.poll()) {
            if (visit.goesOn(state)) {
                state.forEachNext(next -> {
                    if (seen.add(next)) {
                        waiting.add(next);
                    }
                });
            }
        }
    }
}
