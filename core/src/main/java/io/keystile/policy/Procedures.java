package io.keystile.policy;

import io.keystile.policy.Procedure.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The procedures of an RPC route and the scope of each. One segment below the route names one procedure, or a batch of
 * them joined by commas, whatever a batch flag in the query says; every one needs its scope. Immutable.
 */
public final class Procedures {
    /** The longest batch unless said otherwise. */
    public static final int DEFAULT_MAX_BATCH = 50;

    private final List<Procedure> all;
    private final Map<String, Integer> costs;
    private final int maxBatch;

    private Procedures(Builder builder) {
        this.all = List.copyOf(builder.byName.values());
        this.costs = Map.copyOf(builder.costs);
        this.maxBatch = builder.maxBatch;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** All procedures, in the order they were named. */
    public List<Procedure> all() {
        return all;
    }

    /** What a procedure counts for in a rate limit; {@code otherwise} if it has no cost of its own. */
    int cost(String name, int otherwise) {
        return costs.getOrDefault(name, otherwise);
    }

    /** The costs that were named, by procedure. */
    public Map<String, Integer> costs() {
        return costs;
    }

    /** How many procedures one request may name; more are unmapped. */
    public int maxBatch() {
        return maxBatch;
    }

    /** The count, since the names are many; {@link #all()} has them. */
    @Override
    public String toString() {
        return all.size() + " procedures";
    }

    /** Names procedures, a scope at a time; for one thread. */
    public static final class Builder {
        private final Map<String, Procedure> byName = new LinkedHashMap<>();
        private final Map<String, Integer> costs = new LinkedHashMap<>();
        private int maxBatch = DEFAULT_MAX_BATCH;

        private Builder() {}

        /**
         * Queries that need a scope: {@code query("mandates:read", "mandates.get", "mandates.list")}.
         *
         * @throws IllegalArgumentException if the scope or a name is malformed, a name is repeated, or none is given
         */
        public Builder query(String scope, String... names) {
            return add(Kind.QUERY, scope, names);
        }

        /** Mutations that need a scope; as {@link #query}. */
        public Builder mutation(String scope, String... names) {
            return add(Kind.MUTATION, scope, names);
        }

        /** Subscriptions that need a scope; as {@link #query}. */
        public Builder subscription(String scope, String... names) {
            return add(Kind.SUBSCRIPTION, scope, names);
        }

        /**
         * The longest batch, 1 to 1000 procedures.
         *
         * @throws IllegalArgumentException outside that range
         */
        public Builder maxBatch(int procedures) {
            if (procedures < 1 || procedures > 1000) {
                throw new IllegalArgumentException("maxBatch is 1 to 1000 procedures; given: " + procedures);
            }
            maxBatch = procedures;
            return this;
        }

        /**
         * What a procedure counts for in a rate limit, 1 to 1000 requests, instead of its rule's cost.
         *
         * @throws IllegalArgumentException outside that range, or if the cost is named twice
         */
        public Builder cost(String name, int requests) {
            if (!Cost.isInRange(requests)) {
                throw new IllegalArgumentException(Cost.RANGE + "; given for procedure '" + name + "': " + requests);
            }
            if (costs.putIfAbsent(name, requests) != null) {
                throw new IllegalArgumentException("the cost of procedure '" + name + "' is named twice");
            }
            return this;
        }

        private Builder add(Kind kind, String scope, String[] names) {
            List<Procedure> added = new ArrayList<>();
            for (String name : names) {
                added.add(new Procedure(name, scope, kind));
            }
            if (added.isEmpty()) {
                throw new IllegalArgumentException("scope '" + scope + "' is given no procedure");
            }
            for (Procedure procedure : added) {
                if (byName.putIfAbsent(procedure.name(), procedure) != null) {
                    throw new IllegalArgumentException("procedure '" + procedure.name() + "' is named twice");
                }
            }
            return this;
        }

        /**
         * The procedures named so far.
         *
         * @throws IllegalArgumentException if there are none, or a cost is of none of them
         */
        public Procedures build() {
            if (byName.isEmpty()) {
                throw new IllegalArgumentException("an RPC route names at least one procedure");
            }
            for (String name : costs.keySet()) {
                if (!byName.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "a cost is given for '" + name + "', which is no procedure here");
                }
            }
            return new Procedures(this);
        }
    }
}
