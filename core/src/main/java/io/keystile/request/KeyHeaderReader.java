package io.keystile.request;

import io.keystile.credential.Plane;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyShape;
import java.util.EnumSet;
import java.util.Set;

/** A header whose whole value is a key. */
final class KeyHeaderReader implements HeaderReader {
    private final String name;
    private final KeyFormats formats;
    private final Set<Plane> planes = EnumSet.noneOf(Plane.class);

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
        planes.add(plane);
    }

    @Override
    public Presented read(String line, Set<Plane> admitted, boolean sessions) {
        if (!HeaderReader.isOwn(planes, admitted)) {
            return Presented.MISPLACED;
        }
        KeyShape shape = formats.shapeOf(line);
        if (shape == null && !(planes.contains(Plane.ADMIN) && admitted.contains(Plane.ADMIN))) {
            return Presented.MALFORMED;
        }
        return Presented.key(line, shape, planes);
    }
}
