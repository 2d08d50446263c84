package io.keystile.benchmarks;

import java.util.Locale;

/**
 * A figure and its goal, if it has one.
 *
 * @param value a median
 * @param low where it may as well lie, from
 * @param high to
 * @param goal what it is to reach; NaN: it has none
 * @param atMost whether less is better
 */
record Figure(String name, double value, double low, double high, double goal, boolean atMost) {
    static Figure atMost(String name, double value, double goal) {
        return new Figure(name, value, value, value, goal, true);
    }

    static Figure atLeast(String name, double value, double goal) {
        return new Figure(name, value, value, value, goal, false);
    }

    /** What is told, and has no goal. */
    static Figure told(String name, double value) {
        return new Figure(name, value, value, value, Double.NaN, true);
    }

    /** Short only where the whole interval is. */
    boolean isReached() {
        return Double.isNaN(goal) || (atMost ? low <= goal : high >= goal);
    }

    String goalText() {
        return Double.isNaN(goal) ? "-" : (atMost ? "<=" : ">=") + number(goal);
    }

    /** The line that others read. */
    String line() {
        return "FIGURE " + name + " " + number(value) + " " + goalText() + " " + (isReached() ? "ok" : "short");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.3f", value);
    }
}
