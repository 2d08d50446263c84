package io.keystile.request;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyShape;
import java.util.ArrayList;
import java.util.List;

/** {@code Authorization}: a scheme, at least one blank, and one credential (RFC 9110 §11.4). */
final class AuthorizationReader implements HeaderReader {
    private final KeyFormats formats;
    private final List<Scheme> schemes = new ArrayList<>();

    AuthorizationReader(KeyFormats formats) {
        this.formats = formats;
    }

    @Override
    public String name() {
        return "Authorization";
    }

    @Override
    public void add(Plane plane, Place place) {
        String name = place.scheme();
        if (name == null) {
            throw new IllegalArgumentException("a place in Authorization has a scheme");
        }
        Scheme scheme = schemes.stream()
                .filter(s -> s.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(() -> {
                    Scheme added = new Scheme(name);
                    schemes.add(added);
                    return added;
                });
        if (place.takesKeys()) {
            scheme.keyPlanes = scheme.keyPlanes.and(plane);
        }
        if (place.takesTokens()) {
            scheme.tokenPlanes = scheme.tokenPlanes.and(plane);
        }
    }

    @Override
    public Presented read(String line, PlaneSet admitted, boolean sessions) {
        int blank = line.indexOf(' ');
        int end = blank < 0 ? line.length() : blank;
        for (int i = 0; i < schemes.size(); i++) {
            Scheme scheme = schemes.get(i);
            if (scheme.name.length() == end && line.regionMatches(true, 0, scheme.name, 0, end)) {
                return scheme.read(line, end, admitted, formats);
            }
        }
        return sessions && !holdsKey(line) ? Presented.NONE : Presented.MISPLACED;
    }

    /** Whether a key of ours, however broken, starts at a word of the line or is glued to our scheme: it was meant for us. */
    private boolean holdsKey(String line) {
        if (isImported(line)) {
            return true;
        }
        for (int i = 0; i < line.length(); i++) {
            boolean wordStart = i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1));
            if ((wordStart || endsScheme(line, i)) && formats.resembles(line, i, line.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the whole line, or all behind its scheme, is an imported key. Unlike ours these are not looked for elsewhere in
     * it: few have a beginning to be known by, and parts of another scheme's parameters can look the same.
     */
    private boolean isImported(String line) {
        if (formats.imported().isEmpty()) {
            return false;
        }
        if (formats.shapeOf(line) != null) {
            return true;
        }
        int blank = line.indexOf(' ');
        if (blank >= 0) {
            return formats.shapeOf(line, endOfBlanks(line, blank)) != null;
        }
        for (Scheme scheme : schemes) {
            int end = scheme.name.length();
            if (endsScheme(line, end) && formats.shapeOf(line, end) != null) {
                return true;
            }
        }
        return false;
    }

    private static int endOfBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private boolean endsScheme(String line, int at) {
        for (Scheme scheme : schemes) {
            if (scheme.name.length() == at && line.regionMatches(true, 0, scheme.name, 0, at)) {
                return true;
            }
        }
        return false;
    }

    private static final class Scheme {
        private final String name;
        private PlaneSet keyPlanes = PlaneSet.none();
        private PlaneSet tokenPlanes = PlaneSet.none();

        Scheme(String name) {
            this.name = name;
        }

        Presented read(String line, int schemeEnd, PlaneSet admitted, KeyFormats formats) {
            int start = endOfBlanks(line, schemeEnd);
            KeyShape shape = formats.shapeOf(line, start);
            if (shape == null && keyPlanes.has(Plane.ADMIN) && admitted.has(Plane.ADMIN)) {
                return new PresentedKey(line.substring(start), null, keyPlanes);
            }
            PlaneSet planes = shape == null ? tokenPlanes : keyPlanes;
            if (planes.overlaps(admitted)) {
                return shape == null
                        ? new PresentedToken(line, start, planes)
                        : new PresentedKey(line.substring(start), shape, planes);
            }
            boolean ownScheme = keyPlanes.overlaps(admitted) || tokenPlanes.overlaps(admitted);
            return ownScheme ? Presented.MALFORMED : Presented.MISPLACED;
        }
    }
}
