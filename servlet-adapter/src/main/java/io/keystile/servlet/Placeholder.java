package io.keystile.servlet;

/** Keeps the exported package from being empty; goes with the first class. */
public final class Placeholder {
    private Placeholder() {}
}
