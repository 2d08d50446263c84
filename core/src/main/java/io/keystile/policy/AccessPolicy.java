package io.keystile.policy;

import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.json.JsonText;
import io.keystile.request.Place;
import io.keystile.request.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    private final Set<String> scopes;
    private final ScopeNumbers numbers;
    private final Map<Rule, Position> positions;

    AccessPolicy(WrittenPolicy written, Map<Rule, PolicyDraft.Placed> rules, Automaton automaton) {
        this.rules = List.copyOf(rules.keySet());
        this.positions = new HashMap<>();
        rules.forEach((rule, placed) -> {
            Position position = placed.origin().of("");
            if (position != null) {
                positions.put(rule, position);
            }
        });
        this.guardedRoots = written.guardedRoots();
        this.defaultPlane = written.defaultPlane();
        this.places = written.places();
        this.automaton = automaton;
        Set<String> asked = new TreeSet<>();
        this.rules.forEach(rule -> asked.addAll(rule.scopes()));
        this.scopes = Collections.unmodifiableSet(asked);
        this.numbers = new ScopeNumbers(asked);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a policy file: JSON (RFC 8259) in UTF-8, at most 16 MiB, as docs/policy-file.md describes it. Needs
     * jackson-core, an optional dependency.
     *
     * @throws PolicyException with everything that is wrong in the file, each with its line, column and field
     * @throws UncheckedIOException if the file can't be read
     * @throws IllegalStateException if jackson-core is not there
     */
    public static AccessPolicy read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException failed) {
            throw new UncheckedIOException("the access policy " + file + " can't be read", failed);
        }
    }

    /**
     * Reads a policy from a stream, as {@link #read(Path)} does from a file; leaves the stream open.
     *
     * @param name stands before the line of each problem
     */
    public static AccessPolicy read(String name, InputStream in) {
        return PolicyFile.read(name, () -> JsonText.of(in));
    }

    /**
     * Reads a policy from a reader, as {@link #read(Path)} does from a file; leaves the reader open.
     *
     * @param name stands before the line of each problem
     */
    public static AccessPolicy read(String name, Reader in) {
        return PolicyFile.read(name, () -> JsonText.of(in));
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

    /** The scopes that rules and procedures ask for. */
    public Set<String> scopes() {
        return scopes;
    }

    /** An access in this policy's own numbers, to be made once for a credential: {@link Need#isMetBy(long)}. */
    public long numbered(Access access) {
        return numbers.of(access);
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

    /**
     * The policy as an aligned table for people, the same for the same rules in whatever order they were written: the
     * more specific rules first, so that what is special about a path stands before what holds for all around it.
     */
    public String describe() {
        return PolicyTable.of(this);
    }

    /**
     * What is allowed and yet may not be meant: rules that never apply, open routes, scopes that look alike. Exact where
     * it claims; its hints are hints.
     */
    public List<Finding> lint() {
        return new PolicyLint(this, automaton).findings(null);
    }

    /**
     * As {@link #lint()}, and compares the scopes that rules ask for with those that are issued to credentials.
     *
     * @param issuedScopes all scopes that a credential can have
     */
    public List<Finding> lint(Set<String> issuedScopes) {
        return new PolicyLint(this, automaton).findings(Set.copyOf(issuedScopes));
    }

    /** Where a rule stands in the policy file; null for one written in code. */
    @Nullable
    Position position(Rule rule) {
        return positions.get(rule);
    }

    @Override
    public String toString() {
        return "AccessPolicy[" + rules.size() + " rules, guarded roots " + guardedRoots + "]";
    }

    /** Collects a policy; nothing is judged, or thrown, before {@link #build()}. For one thread. */
    public static final class Builder {
        private final WrittenPolicy written = new WrittenPolicy();

        private Builder() {}

        /** Guards a path and every deeper one: what no rule maps there needs full access. */
        public Builder guard(String root) {
            written.guard(root, Origin.CODE);
            return this;
        }

        /** The plane of the rules that name none; {@link Plane#PRINCIPAL} until said otherwise. */
        public Builder defaultPlane(Plane plane) {
            written.defaultPlane(plane);
            return this;
        }

        /** Where a plane's credentials stand, in place of its defaults; none at all closes the plane. */
        public Builder places(Plane plane, Place... where) {
            written.places(plane, List.of(where));
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
            written.add(path, rule, Origin.CODE);
            return this;
        }

        /**
         * Checks and compiles the policy.
         *
         * @throws PolicyException with everything that is wrong with it
         */
        public AccessPolicy build() {
            return written.build();
        }
    }
}
