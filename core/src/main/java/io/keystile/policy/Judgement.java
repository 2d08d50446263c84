package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    // In fields of its own, and not in a map: each request asks, and each step of a map is another place in memory.
    private final @Nullable Need client;
    private final @Nullable Need principal;
    private final @Nullable Need admin;
    private final PlaneSet planes;
    private final boolean sessionsWelcome;
    private final boolean keyOnly;
    private final int cost;
    private final List<Rule> rules;

    private Judgement(
            Kind kind, Map<Plane, Need> needs, boolean sessionsWelcome, boolean keyOnly, int cost, List<Rule> rules) {
        this.kind = kind;
        this.client = needs.get(Plane.CLIENT);
        this.principal = needs.get(Plane.PRINCIPAL);
        this.admin = needs.get(Plane.ADMIN);
        this.planes = PlaneSet.copyOf(needs.keySet());
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
        needs().forEach((plane, need) -> numbered.put(plane, need.in(policy)));
        return new Judgement(kind, numbered, sessionsWelcome, keyOnly, cost, rules);
    }

    /** The same for another cost. */
    Judgement withCost(int other) {
        return new Judgement(kind, needs(), sessionsWelcome, keyOnly, other, rules);
    }

    public Kind kind() {
        return kind;
    }

    /** What a credential of a plane needs; null if the plane isn't admitted. */
    public @Nullable Need need(Plane plane) {
        return plane == Plane.PRINCIPAL ? principal : plane == Plane.CLIENT ? client : admin;
    }

    private Map<Plane, Need> needs() {
        Map<Plane, Need> needs = new EnumMap<>(Plane.class);
        for (Plane plane : planes) {
            needs.put(plane, Objects.requireNonNull(need(plane)));
        }
        return needs;
    }

    /** The admitted planes; empty unless {@link Kind#GUARDED} or {@link Kind#UNMAPPED}. */
    public PlaneSet planes() {
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
                && needs().equals(other.needs());
    }

    @Override
    public String toString() {
        return kind
                + (planes.isEmpty() ? "" : " " + needs())
                + (keyOnly ? " key only" : "")
                + (sessionsWelcome && kind != Kind.SESSION_ONLY ? " or session" : "")
                + (cost == 1 ? "" : " x" + cost);
    }
}
