package io.keystile.policy;

import io.keystile.credential.Plane;
import java.util.List;
import java.util.SplittableRandom;

/** Small policies full of overlaps, and requests that hit them. */
final class RandomPolicies {
    private static final List<String> WORDS = List.of("a", "b", "c", "api", "Aa", "BB"); // the last two hash alike
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "get", "OPTIONS");
    private static final List<String> NAMES = List.of("x.get", "x.put", "y", "AaAa", "BBBB", "AaBB");

    private RandomPolicies() {}

    static String method(SplittableRandom random) {
        return pick(random, METHODS);
    }

    /** Adds rules one by one and keeps those that the builder takes. */
    static AccessPolicy policy(SplittableRandom random, List<Rule> rules, List<String> roots) {
        roots.add(pick(random, List.of("/api", "/", "/a/b", "/{x}/b")));
        AccessPolicy policy = build(rules, roots);
        for (int i = random.nextInt(12); i > 0; i--) {
            rules.add(rule(random));
            try {
                policy = build(rules, roots);
            } catch (PolicyException refused) {
                rules.remove(rules.size() - 1);
            }
        }
        return policy;
    }

    private static AccessPolicy build(List<Rule> rules, List<String> roots) {
        AccessPolicy.Builder builder = AccessPolicy.builder();
        roots.forEach(builder::guard);
        rules.forEach(builder::rule);
        return builder.build();
    }

    private static Rule rule(SplittableRandom random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append(random.nextInt(3) == 0 ? "{v" + i + "}" : pick(random, WORDS));
        }
        Rule rule = Rule.at((path.length() == 0 ? "/" : path) + (random.nextInt(4) == 0 ? "$" : ""));
        if (random.nextInt(2) == 0) {
            rule = rule.methods(random.nextInt(2) == 0 ? new String[] {"GET"} : new String[] {"HEAD", "POST"});
        }
        int kind = random.nextInt(12);
        if (kind == 0) {
            return rule.open();
        }
        if (kind == 1) {
            return rule.sessionOnly();
        }
        rule = rule.admits(pick(random, List.of(Plane.values())), need(random));
        rule = random.nextInt(4) == 0 ? rule.admits(Plane.CLIENT, need(random)) : rule;
        rule = random.nextInt(3) == 0 ? rule.welcomesSession() : rule;
        rule = random.nextInt(5) == 0 ? rule.keyOnly() : rule;
        return kind == 2 ? rule.procedures(procedures()) : rule;
    }

    private static Need need(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Need.nothing();
            case 1 -> Need.fullAccess();
            case 2 -> Need.scope("s" + random.nextInt(3));
            default -> Need.allOf("s" + random.nextInt(3), "t");
        };
    }

    private static Procedures procedures() {
        return Procedures.builder()
                .query("s1", "x.get", "a", "AaAa")
                .mutation("s2", "x.put", "BBBB")
                .maxBatch(3)
                .build();
    }

    static String path(SplittableRandom random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            path.append('/').append(random.nextInt(6) == 0 ? batch(random) : pick(random, WORDS));
        }
        return path.length() == 0 ? "/" : path + (random.nextInt(5) == 0 ? "/" : "");
    }

    private static String batch(SplittableRandom random) {
        StringBuilder batch = new StringBuilder(pick(random, NAMES));
        for (int i = random.nextInt(5); i > 0; i--) {
            batch.append(',').append(random.nextInt(8) == 0 ? "" : pick(random, NAMES));
        }
        return batch.toString();
    }

    static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
