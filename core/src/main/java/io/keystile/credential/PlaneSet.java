package io.keystile.credential;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some planes, as bits: there is one object for each choice of them, and comparing two is one step. Immutable. */
public final class PlaneSet extends AbstractSet<Plane> {
    private static final PlaneSet[] ALL = all();

    private final int bits;
    private final List<Plane> planes;

    private PlaneSet(int bits) {
        this.bits = bits;
        List<Plane> inOrder = new ArrayList<>();
        for (Plane plane : Plane.values()) {
            if ((bits & plane.bit) != 0) {
                inOrder.add(plane);
            }
        }
        this.planes = List.copyOf(inOrder);
    }

    private static PlaneSet[] all() {
        PlaneSet[] all = new PlaneSet[1 << Plane.values().length];
        for (int bits = 0; bits < all.length; bits++) {
            all[bits] = new PlaneSet(bits);
        }
        return all;
    }

    /** No plane. */
    public static PlaneSet none() {
        return ALL[0];
    }

    /** These planes. */
    public static PlaneSet of(Plane... planes) {
        return copyOf(List.of(planes));
    }

    /** The same planes as these. */
    public static PlaneSet copyOf(Collection<Plane> planes) {
        int bits = 0;
        for (Plane plane : planes) {
            bits |= plane.bit;
        }
        return ALL[bits];
    }

    /** With one more. */
    public PlaneSet and(Plane plane) {
        return ALL[bits | plane.bit];
    }

    /** Whether that one is among them. */
    public boolean has(Plane plane) {
        return (bits & plane.bit) != 0;
    }

    /** Whether one is among both. */
    public boolean overlaps(PlaneSet other) {
        return (bits & other.bits) != 0;
    }

    @Override
    public boolean contains(@Nullable Object plane) {
        return plane instanceof Plane one && has(one);
    }

    @Override
    public Iterator<Plane> iterator() {
        return planes.iterator();
    }

    @Override
    public int size() {
        return planes.size();
    }
}
