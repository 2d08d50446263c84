package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import io.keystile.request.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What every request needs: the rules, the guarded roots where what no rule maps needs full access, and the places
 * where each plane's credentials stand. Immutable and safe for any number of threads.
 */
public final class AccessPolicy {
    private final List<Rule> rules;
    private final List<String> guardedRoots;
    private final Plane defaultPlane;
    private final Map<Plane, List<Place>> places;
    private final Automaton automaton;

    private AccessPolicy(Builder builder, List<Rule> rules, Automaton automaton) {
        this.rules = List.copyOf(rules);
        this.guardedRoots = List.copyOf(builder.guardedRoots);
        this.defaultPlane = builder.defaultPlane;
        this.places = Collections.unmodifiableMap(new EnumMap<>(builder.places));
        this.automaton = automaton;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Judges a request by its method, case-sensitive, and its canonical target. Allocates nothing, but for a batch of
     * procedures.
     */
    public Judgement judge(String method, Target target) {
        return automaton.judge(method, target);
    }

    /** The rules, as written. */
    public List<Rule> rules() {
        return rules;
    }

    /** The paths under which whatever no rule maps is guarded. */
    public List<String> guardedRoots() {
        return guardedRoots;
    }

    /** The plane of rules that name none. */
    public Plane defaultPlane() {
        return defaultPlane;
    }

    /** Where a plane's credentials stand; empty for a plane that has no place. */
    public List<Place> places(Plane plane) {
        return places.getOrDefault(plane, List.of());
    }

    /** Where credentials stand, by plane. */
    public Map<Plane, List<Place>> places() {
        return places;
    }

    /** Whether any rule lets a session in, so that someone must guard sessions against forgery. */
    public boolean knowsSessions() {
        return rules.stream().anyMatch(rule -> rule.sessionsWelcome() || rule.kind() == Rule.Kind.SESSION_ONLY);
    }

    /** Whether any rule admits a plane. */
    public boolean admits(Plane plane) {
        return rules.stream().anyMatch(rule -> rule.admitted().containsKey(plane));
    }

    /**
     * What is said of all the requests that a handler takes.
     *
     * @param handler where they lie, in the grammar of {@link Rule#at}: a path and every deeper one, or with {@code $} that
     *     path alone; a variable stands for any segment
     * @throws IllegalArgumentException if it is malformed
     */
    public Coverage coverage(String handler) {
        return Coverage.of(this, PathPattern.parse(handler));
    }

    /** The rules, the guarded roots and the places as a table for people. */
    public String describe() {
        return PolicyTable.of(rules, guardedRoots, places);
    }

    @Override
    public String toString() {
        return "AccessPolicy[" + rules.size() + " rules, guarded roots " + guardedRoots + "]";
    }

    /** Collects a policy; nothing is judged, or thrown, before {@link #build()}. For one thread. */
    public static final class Builder {
        private final List<String> guardedRoots = new ArrayList<>();
        private final List<PolicyDraft.Entry> entries = new ArrayList<>();
        private final Map<Plane, List<Place>> places = new EnumMap<>(Plane.class);
        private Plane defaultPlane = Plane.PRINCIPAL;

        private Builder() {
            places.put(Plane.CLIENT, List.of(Place.header("X-API-Key")));
            places.put(Plane.PRINCIPAL, List.of(Place.header("X-API-Key"), Place.scheme("Bearer")));
            places.put(Plane.ADMIN, List.of(Place.header("X-Admin-Key")));
        }

        /** Guards a path and every deeper one: what no rule maps there needs full access. */
        public Builder guard(String root) {
            guardedRoots.add(root);
            return this;
        }

        /** The plane of the rules that name none; {@link Plane#PRINCIPAL} until said otherwise. */
        public Builder defaultPlane(Plane plane) {
            defaultPlane = plane;
            return this;
        }

        /** Where a plane's credentials stand, in place of its defaults; none at all closes the plane. */
        public Builder places(Plane plane, Place... where) {
            places.put(plane, List.of(where));
            return this;
        }

        /** Lets everyone in for one method. */
        public Builder open(String method, String path) {
            return rule(Rule.at(path).methods(method).open());
        }

        /** Lets everyone in for every method. */
        public Builder open(String path) {
            return rule(Rule.at(path).open());
        }

        /** Needs a scope, on the default plane. */
        public Builder scope(String path, String scope) {
            return add(path, plane -> Rule.at(path).admits(plane, Need.scope(scope)));
        }

        /** Needs a scope, on the default plane, or a session. */
        public Builder scopeOrSession(String path, String scope) {
            return add(
                    path,
                    plane -> Rule.at(path).admits(plane, Need.scope(scope)).welcomesSession());
        }

        /** Needs a session; refuses every credential. */
        public Builder sessionOnly(String path) {
            return rule(Rule.at(path).sessionOnly());
        }

        /** An RPC route: needs each procedure's scope, on the default plane. */
        public Builder procedures(String path, Procedures procedures) {
            return add(
                    path, plane -> Rule.at(path).admits(plane, Need.nothing()).procedures(procedures));
        }

        /** An RPC route: needs each procedure's scope, on the default plane, or a session. */
        public Builder proceduresOrSession(String path, Procedures procedures) {
            return add(
                    path,
                    plane -> Rule.at(path)
                            .admits(plane, Need.nothing())
                            .procedures(procedures)
                            .welcomesSession());
        }

        /** Needs a credential of a plane and no scope. */
        public Builder plane(Plane plane, String path) {
            return rule(Rule.at(path).admits(plane, Need.nothing()));
        }

        /** Any other rule. */
        public Builder rule(Rule rule) {
            return add(rule.path(), plane -> rule);
        }

        private Builder add(String path, Function<Plane, Rule> rule) {
            entries.add(new PolicyDraft.Entry(path, rule));
            return this;
        }

        /**
         * Checks and compiles the policy.
         *
         * @throws PolicyException with everything that is wrong with it
         */
        public AccessPolicy build() {
            PolicyDraft draft = new PolicyDraft(defaultPlane, places);
            guardedRoots.forEach(draft::guard);
            entries.forEach(draft::add);
            Automaton compiled = draft.compile();
            if (compiled == null) {
                throw new PolicyException(draft.problems());
            }
            return new AccessPolicy(this, draft.rules(), compiled);
        }
    }
}
