package io.keystile.request;

import io.keystile.credential.Plane;
import java.util.Collections;
import java.util.Set;

/** Reads one line of one header that holds a place, or several. */
interface HeaderReader {
    String name();

    void add(Plane plane, Place place);

    /** {@link Presented#NONE} if the line is none of ours. */
    Presented read(String line, Set<Plane> admitted, boolean sessions);

    /** Whether a place of {@code planes} is one of the route's own. */
    static boolean isOwn(Set<Plane> planes, Set<Plane> admitted) {
        return !Collections.disjoint(planes, admitted);
    }
}
