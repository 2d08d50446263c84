package io.keystile.policy;

import io.keystile.request.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy has to say of all the requests that one handler takes; for the list of handlers at an application's start.
 *
 * @param complete whether each of them meets a rule or lies in a guarded root; if not, some pass unread
 * @param rules those that some of them may meet, as written
 * @param guardedRoots those that hold some of them
 */
public record Coverage(boolean complete, List<Rule> rules, List<String> guardedRoots) {
    /** A segment that no rule names: what it meets, any other meets at least. */
    private static final String UNNAMED = "~keystile~unnamed~";

    /** Copies. */
    public Coverage {
        rules = List.copyOf(rules);
        guardedRoots = List.copyOf(guardedRoots);
    }

    /** For the list at an application's start: roots and rules, and whether more is open. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        guardedRoots.forEach(root -> parts.add("guarded root " + root));
        rules.forEach(rule -> parts.add(rule.toString()));
        if (!complete) {
            parts.add(parts.isEmpty() ? "open" : "else open");
        }
        return String.join("; ", parts);
    }

    static Coverage of(AccessPolicy policy, PathPattern handler) {
        List<Rule> rules = policy.rules().stream()
                .filter(rule -> meet(handler, PathPattern.parse(rule.path())))
                .toList();
        List<String> roots = policy.guardedRoots().stream()
                .filter(root -> meet(handler, PathPattern.parse(root)))
                .toList();
        return new Coverage(isComplete(policy, handler), rules, roots);
    }

    private static boolean isComplete(AccessPolicy policy, PathPattern handler) {
        List<String> segments = new ArrayList<>();
        for (@Nullable String segment : handler.segments()) {
            segments.add(segment == null ? UNNAMED : segment);
        }
        boolean covered = isCovered(policy, segments);
        // No rule is longer than this: deeper paths meet the same.
        while (covered && !handler.exact() && segments.size() <= PathPattern.MAX_SEGMENTS) {
            segments.add(UNNAMED);
            covered = isCovered(policy, segments);
        }
        return covered;
    }

    private static boolean isCovered(AccessPolicy policy, List<String> segments) {
        Target target = Target.parse(raw("/" + String.join("/", segments)), "");
        // Without a canonical form no request gets there. The method is one that no rule names.
        return target == null || policy.judge("", target).kind() != Judgement.Kind.OUTSIDE;
    }

    private static String raw(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }

    /** Whether some path is covered by both. */
    private static boolean meet(PathPattern one, PathPattern other) {
        int common = Math.min(one.segments().size(), other.segments().size());
        for (int i = 0; i < common; i++) {
            String left = one.segments().get(i);
            String right = other.segments().get(i);
            if (left != null && right != null && !left.equals(right)) {
                return false;
            }
        }
        boolean oneReaches = !one.exact() || other.segments().size() == common;
        boolean otherReaches = !other.exact() || one.segments().size() == common;
        return oneReaches && otherReaches;
    }
}
