package io.keystile.policy;

import io.keystile.credential.Plane;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the policy says of one method and target: who may enter, and with what. Immutable, made before any request. */
public final class Judgement {
    /** The ends of a judgement. */
    public enum Kind {
        /** No rule, no guarded root: the application's own affair. */
        OUTSIDE,
        /** A rule lets everyone in. */
        OPEN,
        /** No one rule says what is needed: full access on an admitted plane. */
        UNMAPPED,
        /** An admitted plane with what it needs; perhaps a session instead. */
        GUARDED,
        /** A session, and no API credential. */
        SESSION_ONLY,
        /** Routers differ on the trailing slash, and so would the answer: nobody enters. */
        AMBIGUOUS
    }

    static final Judgement OUTSIDE = of(Kind.OUTSIDE, Map.of(), List.of());
    static final Judgement AMBIGUOUS = of(
            Kind.AMBIGUOUS,
            Map.of(Plane.CLIENT, Need.fullAccess(), Plane.PRINCIPAL, Need.fullAccess(), Plane.ADMIN, Need.fullAccess()),
            List.of());

    private final Kind kind;
    private final Map<Plane, Need> needs;
    private final Set<Plane> planes;
    private final boolean sessionsWelcome;
    private final boolean keyOnly;
    private final int cost;
    private final List<Rule> rules;

    private Judgement(
            Kind kind, Map<Plane, Need> needs, boolean sessionsWelcome, boolean keyOnly, int cost, List<Rule> rules) {
        this.kind = kind;
        this.needs = new EnumMap<>(Plane.class);
        this.needs.putAll(needs);
        this.planes = Collections.unmodifiableSet(
                needs.isEmpty() ? EnumSet.noneOf(Plane.class) : EnumSet.copyOf(needs.keySet()));
        this.sessionsWelcome = sessionsWelcome;
        this.keyOnly = keyOnly;
        this.cost = cost;
        this.rules = List.copyOf(rules);
    }

    static Judgement of(Kind kind, Map<Plane, Need> needs, List<Rule> rules) {
        boolean welcome = !rules.isEmpty() && rules.stream().allMatch(Rule::sessionsWelcome);
        boolean keyOnly = rules.stream().anyMatch(Rule::isKeyOnly);
        boolean session = kind == Kind.SESSION_ONLY || (kind == Kind.GUARDED && welcome);
        int cost = rules.stream().mapToInt(Rule::cost).max().orElse(1);
        return new Judgement(kind, needs, session, keyOnly, cost, rules);
    }

    /**
     * A procedure that no scope covers, on an RPC route: full access, or the session that the route welcomes. A session's user
     * calls what the application lets him, as he did before there were keys.
     */
    static Judgement ofUnmappedProcedure(Map<Plane, Need> fullAccess, Rule rule) {
        return new Judgement(
                Kind.UNMAPPED, fullAccess, rule.sessionsWelcome(), rule.isKeyOnly(), rule.cost(), List.of(rule));
    }

    /**
     * That of a path which is read in two ways. Every plane's credentials are asked for, so that a caller without a good one
     * gets the answer that he gets beside it, and none is let in.
     */
    public static Judgement ambiguous() {
        return AMBIGUOUS;
    }

    /** The same, with its needs in one policy's numbers. */
    Judgement in(ScopeNumbers policy) {
        Map<Plane, Need> numbered = new EnumMap<>(Plane.class);
        needs.forEach((plane, need) -> numbered.put(plane, need.in(policy)));
        return new Judgement(kind, numbered, sessionsWelcome, keyOnly, cost, rules);
    }

    /** The same for another cost. */
    Judgement withCost(int other) {
        return new Judgement(kind, needs, sessionsWelcome, keyOnly, other, rules);
    }

    public Kind kind() {
        return kind;
    }

    /** What a credential of a plane needs; null if the plane isn't admitted. */
    public @Nullable Need need(Plane plane) {
        return needs.get(plane);
    }

    /** The admitted planes; empty unless {@link Kind#GUARDED} or {@link Kind#UNMAPPED}. */
    public Set<Plane> planes() {
        return planes;
    }

    /** Whether a session passes without a credential: instead of one, or, for {@link Kind#SESSION_ONLY}, alone. */
    public boolean sessionsWelcome() {
        return sessionsWelcome;
    }

    /** Whether a token is refused. */
    public boolean keyOnly() {
        return keyOnly;
    }

    /** What the request counts for in a rate limit: its rule's cost, or the sum of its procedures' costs. */
    public int cost() {
        return cost;
    }

    /** The rule that applies; null when none does or several were combined. */
    public @Nullable Rule rule() {
        return rules.size() == 1 ? rules.get(0) : null;
    }

    /** The rules that were judged by, most specific first; for audit. */
    public List<Rule> rules() {
        return rules;
    }

    /** Whether both demand the same, whichever rules they come from. */
    boolean demandsSameAs(Judgement other) {
        return kind == other.kind
                && sessionsWelcome == other.sessionsWelcome
                && keyOnly == other.keyOnly
                && cost == other.cost
                && needs.equals(other.needs);
    }

    @Override
    public String toString() {
        return kind
                + (planes.isEmpty() ? "" : " " + needs)
                + (keyOnly ? " key only" : "")
                + (sessionsWelcome && kind != Kind.SESSION_ONLY ? " or session" : "")
                + (cost == 1 ? "" : " x" + cost);
    }
}
