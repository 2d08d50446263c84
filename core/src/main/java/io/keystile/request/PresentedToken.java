package io.keystile.request;

import io.keystile.credential.PlaneSet;

/** What may be an access token, from somewhere in a header's line to its end: too long to be copied before it must be. */
public final class PresentedToken extends Presented {
    private final String line;
    private final int start;
    private final PlaneSet planes;

    PresentedToken(String line, int start, PlaneSet planes) {
        this.line = line;
        this.start = start;
        this.planes = planes;
    }

    @Override
    public Kind kind() {
        return Kind.TOKEN;
    }

    /** The header's line that it ends. */
    public String line() {
        return line;
    }

    /** Where in the line it starts. */
    public int start() {
        return start;
    }

    /** The planes whose tokens may stand where this one stood. */
    public PlaneSet planes() {
        return planes;
    }
}
