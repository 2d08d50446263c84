package io.keystile.request;

import io.keystile.credential.Plane;
import java.util.Set;

/** Reads one line of one header that holds a place, or several. */
interface HeaderReader {
    String name();

    void add(Plane plane, Place place);

    /** {@link Presented#NONE} if the line is none of ours. */
    Presented read(String line, Set<Plane> admitted, boolean sessions);

    /** Whether a place of {@code planes} is one of the route's own. */
    static boolean isOwn(Set<Plane> planes, Set<Plane> admitted) {
        // Not Collections.disjoint, whose iterator is garbage on every request.
        return isIn(Plane.PRINCIPAL, planes, admitted)
                || isIn(Plane.CLIENT, planes, admitted)
                || isIn(Plane.ADMIN, planes, admitted);
    }

    private static boolean isIn(Plane plane, Set<Plane> planes, Set<Plane> admitted) {
        return planes.contains(plane) && admitted.contains(plane);
    }
}
