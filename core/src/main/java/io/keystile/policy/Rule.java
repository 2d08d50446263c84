package io.keystile.policy;

import io.keystile.credential.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy, as it was written: methods and path, and who may enter with what. Immutable; each step returns
 * a new rule. What is malformed or contradictory is reported by {@link AccessPolicy.Builder#build()}, with all the rest.
 */
public final class Rule {
    /** Whom a rule lets in. */
    public enum Kind {
        /** Everyone; no credential is read. */
        OPEN,
        /** The application's sessions alone; every API credential is refused. */
        SESSION_ONLY,
        /** Credentials of the admitted planes that have what they need. */
        GUARDED
    }

    private final String path;
    private final List<String> methods;
    private final Map<Plane, Need> admitted;
    private final boolean open;
    private final boolean sessionOnly;
    private final boolean sessionsWelcome;
    private final boolean keyOnly;
    private final int cost;
    private final @Nullable Procedures procedures;

    private Rule(Draft draft) {
        this.path = draft.path;
        this.methods = List.copyOf(draft.methods);
        this.admitted = Collections.unmodifiableMap(new EnumMap<>(draft.admitted));
        this.open = draft.open;
        this.sessionOnly = draft.sessionOnly;
        this.sessionsWelcome = draft.sessionsWelcome;
        this.keyOnly = draft.keyOnly;
        this.cost = draft.cost;
        this.procedures = draft.procedures;
    }

    /**
     * A rule for a path and every deeper one, by whole segments: {@code /api/agents/{id}/mandates}; with {@code $} at
     * its end for that path alone. For every method, and admitting nobody, until said otherwise.
     */
    public static Rule at(String path) {
        return new Rule(new Draft(path));
    }

    /** For these methods alone, case-sensitive; a rule for GET is one for HEAD too (RFC 9110 §9.3.2). */
    public Rule methods(String... methods) {
        Draft draft = new Draft(this);
        draft.methods = List.of(methods);
        return new Rule(draft);
    }

    /** Admits credentials of a plane that have what they need. */
    public Rule admits(Plane plane, Need need) {
        Draft draft = new Draft(this);
        draft.admitted.put(plane, need);
        return new Rule(draft);
    }

    /** Lets the application's own session pass when the request holds no API credential. */
    public Rule welcomesSession() {
        Draft draft = new Draft(this);
        draft.sessionsWelcome = true;
        return new Rule(draft);
    }

    /** Takes API keys alone: an access token is refused with 401. */
    public Rule keyOnly() {
        Draft draft = new Draft(this);
        draft.keyOnly = true;
        return new Rule(draft);
    }

    /** For the application's sessions alone: every API credential is refused with 401. */
    public Rule sessionOnly() {
        Draft draft = new Draft(this);
        draft.sessionOnly = true;
        return new Rule(draft);
    }

    /** For everyone, unread. */
    public Rule open() {
        Draft draft = new Draft(this);
        draft.open = true;
        return new Rule(draft);
    }

    /**
     * Counts each request as so many in a rate limit, 1 to 1000; on an RPC route each procedure that has no cost of its own. 1
     * until said otherwise. What lacks a scope counts as one all the same.
     */
    public Rule cost(int requests) {
        Draft draft = new Draft(this);
        draft.cost = requests;
        return new Rule(draft);
    }

    /** Makes the path an RPC route: each procedure needs its own scope besides what the plane needs. */
    public Rule procedures(Procedures procedures) {
        Draft draft = new Draft(this);
        draft.procedures = procedures;
        return new Rule(draft);
    }

    /** The path as written. */
    public String path() {
        return path;
    }

    /** The methods as written; empty for every method. */
    public List<String> methods() {
        return methods;
    }

    public Kind kind() {
        return open ? Kind.OPEN : sessionOnly ? Kind.SESSION_ONLY : Kind.GUARDED;
    }

    /** The admitted planes, each with its need; empty unless {@link Kind#GUARDED}. */
    public Map<Plane, Need> admitted() {
        return admitted;
    }

    /** Whether a session passes too. */
    public boolean sessionsWelcome() {
        return sessionsWelcome;
    }

    /** Whether tokens are refused. */
    public boolean isKeyOnly() {
        return keyOnly;
    }

    /** How many requests each counts for in a rate limit. */
    public int cost() {
        return cost;
    }

    /** The procedures of an RPC route; null for any other. */
    public @Nullable Procedures procedures() {
        return procedures;
    }

    /** The scopes that it, or a procedure of its, asks for. */
    Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        admitted.values().forEach(need -> scopes.addAll(need.scopes()));
        if (procedures != null) {
            procedures.all().forEach(procedure -> scopes.add(procedure.scope()));
        }
        return scopes;
    }

    /** What contradicts itself, for the builder to report. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        boolean more = !admitted.isEmpty() || sessionsWelcome || keyOnly || procedures != null;
        if (open && (more || sessionOnly)) {
            found.add("an open rule lets everyone in: it names no planes, sessions, keys or procedures");
        } else if (sessionOnly && more) {
            found.add("a session-only rule refuses every credential: it names no planes, keys or procedures");
        } else if (kind() == Kind.GUARDED && admitted.isEmpty()) {
            found.add("admits nobody: name a plane (admits), or say sessionOnly() or open()");
        }
        if (!Cost.isInRange(cost)) {
            found.add(Cost.RANGE + "; given: " + cost);
        } else if (cost > 1 && kind() != Kind.GUARDED) {
            found.add("costs " + cost + ": but a rule without credentials is not counted in any rate limit");
        }
        if (procedures != null && !methods.isEmpty()) {
            found.add("procedures are judged alike for every method: name no methods");
        }
        return found;
    }

    /** Methods and path, such as {@code GET,POST /api/mandates}, then who is admitted. */
    @Override
    public String toString() {
        return name() + " (" + PolicyTable.terms(this) + ")";
    }

    /** Methods and path. */
    String name() {
        return (methods.isEmpty() ? "ANY" : String.join(",", methods)) + " " + path;
    }

    /** A copy under change. */
    private static final class Draft {
        private final String path;
        private final Map<Plane, Need> admitted = new EnumMap<>(Plane.class);
        private List<String> methods = List.of();
        private boolean open;
        private boolean sessionOnly;
        private boolean sessionsWelcome;
        private boolean keyOnly;
        private int cost = 1;
        private @Nullable Procedures procedures;

        private Draft(String path) {
            this.path = path;
        }

        private Draft(Rule rule) {
            this(rule.path);
            admitted.putAll(rule.admitted);
            methods = rule.methods;
            open = rule.open;
            sessionOnly = rule.sessionOnly;
            sessionsWelcome = rule.sessionsWelcome;
            keyOnly = rule.keyOnly;
            cost = rule.cost;
            procedures = rule.procedures;
        }
    }
}
