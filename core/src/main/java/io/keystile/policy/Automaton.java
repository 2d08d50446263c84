package io.keystile.policy;

import io.keystile.policy.PathTrie.Node;
import io.keystile.request.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The patterns as a deterministic automaton over segments. A look-up is one pass over the path's characters with one
 * probe for each segment, however many rules there are; nothing is tried twice and nothing is allocated.
 */
final class Automaton {
    /** How many states and transitions are made at most; patterns that mix variables and literals can multiply. */
    static final int MAX_SIZE = 1_000_000;

    private final State start;
    /** What all paths that can make a difference start with, and what is known behind it. */
    private final String trunk;

    private final int trunkSegments;
    private final State behindTrunk;

    private Automaton(State start) {
        this.start = start;
        StringBuilder common = new StringBuilder("/");
        int segments = 0;
        State at = start;
        for (String only = at.onlyLiteral(); only != null; only = at.onlyLiteral()) {
            common.append(only).append('/');
            segments++;
            at = at.next(only);
        }
        this.trunk = common.toString();
        this.trunkSegments = segments;
        this.behindTrunk = at;
    }

    /**
     * Compiles the patterns; null if they need more than {@link #MAX_SIZE} states and transitions.
     */
    static @Nullable Automaton of(PathTrie trie, Selection selection) {
        Compiler compiler = new Compiler(selection);
        State start = compiler.state(List.of(trie.root), Covering.nothing());
        return compiler.finish() ? new Automaton(start) : null;
    }

    Judgement judge(String method, Target target) {
        String text = target.text();
        boolean slash = target.hasTrailingSlash();
        int end = target.start() + target.length();
        boolean behind = target.length() > trunk.length() && text.startsWith(trunk, target.start());
        State state = behind ? behindTrunk : start;
        int segments = behind ? trunkSegments : 0;
        int from = target.start() + (behind ? trunk.length() : 1);
        int at = from;
        while (at < end && !state.isSettled()) {
            from = at;
            SegmentTable.Entry<State> literal = state.literalAt(text, from, end);
            at = 1 + (literal != null ? from + literal.length() : SegmentTable.endOf(text, from, end));
            state = literal != null ? literal.value : state.other();
            segments++;
        }
        if (state.isSettled() && !slash) {
            return state.judge(method);
        }
        MethodTable table = slash ? state.endWithSlash : state.end;
        ProcedureGate gate = table.gate();
        return gate == null ? table.judge(method) : gate.judge(text, segments, from, end, slash);
    }

    /** The state before the first segment. */
    State start() {
        return start;
    }

    /** Makes the states breadth first, each set of nodes and covering once. */
    private static final class Compiler {
        /** The places that lead on, what covers all behind them, and what covers the path if it ends here. */
        private record Key(List<Node> active, Covering covering, Covering end) {}

        private record Unfinished(State state, Key key) {}

        private final Selection selection;
        private final Map<Key, State> states = new HashMap<>();
        private final Deque<Unfinished> unfinished = new ArrayDeque<>();
        private int size;

        Compiler(Selection selection) {
            this.selection = selection;
        }

        /** The state of some nodes, most specific first, reached under what covers their parents. */
        State state(List<Node> active, Covering parents) {
            Covering covering = parents;
            Covering end = parents;
            for (Node node : active) {
                if (node.guardedRoot) {
                    covering = covering.inGuardedRoot();
                    end = end.inGuardedRoot();
                }
            }
            for (int i = active.size() - 1; i >= 0; i--) {
                Node node = active.get(i);
                covering = covering.with(node.prefix);
                end = end.with(node.prefix).with(node.exact);
            }
            // Of a place that leads nowhere nothing more is known behind it: such a path is settled.
            Key key = new Key(active.stream().filter(Node::leadsOn).toList(), covering, end);
            State known = states.get(key);
            if (known == null) {
                known = new State(selection.table(end), selection.table(covering));
                states.put(key, known);
                unfinished.add(new Unfinished(known, key));
                size++;
            }
            return known;
        }

        /** Leads every state on; false if there are too many. */
        boolean finish() {
            for (Unfinished next = unfinished.poll(); next != null; next = unfinished.poll()) {
                Map<String, State> literals = new HashMap<>();
                for (String literal : literalsAfter(next.key().active())) {
                    if (++size > MAX_SIZE) {
                        return false;
                    }
                    literals.put(literal, step(next.key(), literal));
                }
                next.state().leadsTo(literals.isEmpty() ? null : new SegmentTable<>(literals), step(next.key(), null));
            }
            return size <= MAX_SIZE;
        }

        private State step(Key key, @Nullable String segment) {
            List<Node> next = new ArrayList<>(2);
            for (Node node : key.active()) {
                node.collectNext(segment, next);
            }
            return state(List.copyOf(next), key.covering());
        }

        private static Set<String> literalsAfter(List<Node> active) {
            if (active.size() == 1) {
                return active.get(0).literals.keySet();
            }
            Set<String> literals = new HashSet<>();
            active.forEach(node -> literals.addAll(node.literals.keySet()));
            return literals;
        }
    }
}
