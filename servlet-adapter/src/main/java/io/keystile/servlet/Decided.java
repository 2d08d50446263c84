package io.keystile.servlet;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Refused;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request, kept for its further dispatches as a request attribute. Proves itself by its class,
 * which nobody else can make, and by the Keystile that decided: an attribute of the same name is worth nothing.
 */
final class Decided {
    private static final String ATTRIBUTE = "io.keystile.servlet.decided.";

    private final Keystile by;
    private final Decision decision;

    private Decided(Keystile by, Decision decision) {
        this.by = by;
        this.decision = decision;
    }

    /** A name for each Keystile, so that two in one application leave each other's alone. */
    static String attributeOf(Keystile keystile) {
        return ATTRIBUTE + Integer.toHexString(System.identityHashCode(keystile));
    }

    static void keep(ServletRequest request, String attribute, Keystile by, Decision decision) {
        request.setAttribute(attribute, new Decided(by, decision));
    }

    /** What {@code by} decided about this request before; null if it hasn't. */
    @SuppressWarnings("ReferenceEquality") // This very Keystile, and none like it.
    static @Nullable Decided find(ServletRequest request, String attribute, Keystile by) {
        return request.getAttribute(attribute) instanceof Decided decided && decided.by == by ? decided : null;
    }

    Decision decision() {
        return decision;
    }

    boolean isRefusal() {
        return decision instanceof Refused;
    }
}
