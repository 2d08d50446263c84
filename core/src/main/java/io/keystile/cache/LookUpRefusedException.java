package io.keystile.cache;

/** Too many keys were asked for that were never seen before: this one is not looked up, good or bad. */
public final class LookUpRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // No stack: it is thrown when there is too much to do already.
    LookUpRefusedException() {
        super("too many look-ups of keys never seen before", null, false, false);
    }
}
