package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A policy as it was written, in code or in a file: nothing in it is judged before {@link #build()}. */
final class WrittenPolicy {
    private final List<PolicyDraft.Root> guardedRoots = new ArrayList<>();
    private final List<PolicyDraft.Entry> entries = new ArrayList<>();
    private final Map<Plane, List<Place>> places = new EnumMap<>(Plane.class);
    private Plane defaultPlane = Plane.PRINCIPAL;
    private Origin settings = Origin.CODE;

    WrittenPolicy() {
        places.put(Plane.CLIENT, List.of(Place.header("X-API-Key")));
        places.put(Plane.PRINCIPAL, List.of(Place.header("X-API-Key"), Place.scheme("Bearer")));
        places.put(Plane.ADMIN, List.of(Place.header("X-Admin-Key")));
    }

    void guard(String root, Origin origin) {
        guardedRoots.add(new PolicyDraft.Root(root, origin));
    }

    /** A rule that is made once the default plane is known. */
    void add(String path, Function<Plane, Rule> rule, Origin origin) {
        entries.add(new PolicyDraft.Entry(path, rule, origin));
    }

    void defaultPlane(Plane plane) {
        defaultPlane = plane;
    }

    void places(Plane plane, List<Place> where) {
        places.put(plane, List.copyOf(where));
    }

    /** Where the default plane and the places were written. */
    void settings(Origin origin) {
        settings = origin;
    }

    List<String> guardedRoots() {
        return guardedRoots.stream().map(PolicyDraft.Root::path).toList();
    }

    Plane defaultPlane() {
        return defaultPlane;
    }

    /** A copy that stays as it is. */
    Map<Plane, List<Place>> places() {
        return Collections.unmodifiableMap(new EnumMap<>(places));
    }

    /**
     * Checks and compiles.
     *
     * @throws PolicyException with everything that is wrong
     */
    AccessPolicy build() {
        PolicyDraft draft = new PolicyDraft(defaultPlane, places, settings);
        guardedRoots.forEach(draft::guard);
        entries.forEach(draft::add);
        Automaton compiled = draft.compile();
        if (compiled == null) {
            throw new PolicyException(draft.problems());
        }
        return new AccessPolicy(this, draft.rules(), compiled);
    }
}
