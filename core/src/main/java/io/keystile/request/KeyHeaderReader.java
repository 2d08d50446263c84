package io.keystile.request;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyShape;

/** A header whose whole value is a key. */
final class KeyHeaderReader implements HeaderReader {
    private final String name;
    private final KeyFormats formats;
    private PlaneSet planes = PlaneSet.none();

    KeyHeaderReader(String name, KeyFormats formats) {
        this.name = name;
        this.formats = formats;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(Plane plane, Place place) {
        planes = planes.and(plane);
    }

    @Override
    public Presented read(String line, PlaneSet admitted, boolean sessions) {
        if (!planes.overlaps(admitted)) {
            return Presented.MISPLACED;
        }
        KeyShape shape = formats.shapeOf(line);
        if (shape == null && !(planes.has(Plane.ADMIN) && admitted.has(Plane.ADMIN))) {
            return Presented.MALFORMED;
        }
        return new PresentedKey(line, shape, planes);
    }
}
