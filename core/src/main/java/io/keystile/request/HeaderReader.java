package io.keystile.request;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;

/** Reads one line of one header that holds a place, or several. */
interface HeaderReader {
    String name();

    void add(Plane plane, Place place);

    /** {@link Presented#NONE} if the line is none of ours. */
    Presented read(String line, PlaneSet admitted, boolean sessions);
}
