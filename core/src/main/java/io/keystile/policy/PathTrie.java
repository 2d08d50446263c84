package io.keystile.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The patterns of a policy by their segments; variables' names don't count. Built once, then read. */
final class PathTrie {
    /** A place in the trie: what is written for it, and where it goes on. */
    static final class Node {
        final Map<String, Node> literals = new HashMap<>();

        @Nullable
        Node variable;

        final Group exact;
        final Group prefix;
        boolean guardedRoot;

        private Node(int depth) {
            exact = new Group(depth);
            prefix = new Group(depth);
        }

        /** Whether there is any node deeper. */
        boolean leadsOn() {
            return !literals.isEmpty() || variable != null;
        }

        /** The nodes one segment deeper; a null segment is one that no literal equals. Literals first. */
        void collectNext(@Nullable String segment, List<Node> into) {
            Node literal = segment == null ? null : literals.get(segment);
            if (literal != null) {
                into.add(literal);
            }
            if (variable != null) {
                into.add(variable);
            }
        }
    }

    /** The rules of one pattern, which differ in their methods. */
    static final class Group {
        final int depth;
        final List<Rule> rules = new ArrayList<>();

        private Group(int depth) {
            this.depth = depth;
        }

        /** The rule that names a method; HEAD falls back on GET (RFC 9110 §9.3.2). */
        @Nullable
        Rule naming(String method) {
            Rule get = null;
            for (Rule rule : rules) {
                if (rule.methods().contains(method)) {
                    return rule;
                }
                if (method.equals("HEAD") && rule.methods().contains("GET")) {
                    get = rule;
                }
            }
            return get;
        }

        /** The rule for every method; then it is the group's only one. */
        @Nullable
        Rule any() {
            return rules.size() == 1 && rules.get(0).methods().isEmpty() ? rules.get(0) : null;
        }

        /** A rule that ties with another one of the same pattern; null if none does. */
        @Nullable
        Rule tiedWith(Rule rule) {
            for (Rule present : rules) {
                boolean any = present.methods().isEmpty() || rule.methods().isEmpty();
                if (any || present.methods().stream().anyMatch(rule.methods()::contains)) {
                    return present;
                }
            }
            return null;
        }
    }

    final Node root = new Node(0);

    Node place(PathPattern pattern) {
        Node node = root;
        int depth = 0;
        for (@Nullable String segment : pattern.segments()) {
            depth++;
            if (segment == null) {
                Node next = node.variable == null ? new Node(depth) : node.variable;
                node.variable = next;
                node = next;
            } else {
                Node next = node.literals.get(segment);
                if (next == null) {
                    next = new Node(depth);
                    node.literals.put(segment, next);
                }
                node = next;
            }
        }
        return node;
    }

    /** An RPC rule that covers every path of a rule, so that the rule would never apply; null if there is none. */
    @Nullable
    Rule procedureRuleOver(PathPattern pattern, Rule rule) {
        List<Node> active = List.of(root);
        for (int depth = 0; ; depth++) {
            for (Node node : active) {
                for (Rule over : node.prefix.rules) {
                    if (over.procedures() != null && over != rule) {
                        return over;
                    }
                }
            }
            if (depth == pattern.segments().size()) {
                return null;
            }
            List<Node> next = new ArrayList<>();
            for (Node node : active) {
                node.collectNext(pattern.segments().get(depth), next);
            }
            active = next;
        }
    }
}
