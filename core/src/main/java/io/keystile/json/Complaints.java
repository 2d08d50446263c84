package io.keystile.json;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a text, up to a number that a person can still use. For one thread. */
public final class Complaints {
    /** How many complaints are kept. */
    public static final int MAX = 100;

    /** What is wrong, and where. */
    public record Complaint(Spot at, String message) {}

    private final List<Complaint> all = new ArrayList<>();
    private int dropped;

    /** Keeps a complaint, or counts it when there are {@link #MAX}. */
    public void add(Spot at, String message) {
        if (all.size() < MAX) {
            all.add(new Complaint(at, message));
        } else {
            dropped++;
        }
    }

    /** All that were kept. */
    public List<Complaint> all() {
        return all;
    }

    /** How many were not kept. */
    public int dropped() {
        return dropped;
    }
}
