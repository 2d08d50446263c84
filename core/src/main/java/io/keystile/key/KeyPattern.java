package io.keystile.key;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What keys look like, as runs of characters from known sets. A run of variable length is followed by a character that it
 * can't hold, or by the end: so every text is read in one way, in one pass.
 */
final class KeyPattern {
    private static final int[] NOWHERE = {};

    private final List<Run> runs;
    /** Where the states of a run start: one for each character that was read of it, and one for none. */
    private final int[] firstState;

    private final int states;

    private KeyPattern(List<Run> runs) {
        this.runs = runs;
        this.firstState = new int[runs.size()];
        int next = 0;
        for (int i = 0; i < runs.size(); i++) {
            firstState[i] = next;
            next += runs.get(i).max() + 1;
        }
        this.states = next;
    }

    /** So many characters of a set. */
    record Run(AsciiSet characters, int min, int max) {}

    /** Runs one after the other. */
    static KeyPattern of(List<Run> runs) {
        return new KeyPattern(List.copyOf(runs));
    }

    /** That text, and no other. */
    static List<Run> literal(String text) {
        List<Run> runs = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); i++) {
            runs.add(new Run(AsciiSet.of(text.substring(i, i + 1)), 1, 1));
        }
        return runs;
    }

    List<Run> runs() {
        return runs;
    }

    /** The first run whose end could be read in two ways; -1 if there is none. */
    int ambiguousRun() {
        for (int i = 0; i + 1 < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.min() < run.max()
                    && run.characters().overlaps(runs.get(i + 1).characters())) {
                return i;
            }
        }
        return -1;
    }

    int maxLength() {
        int length = 0;
        for (Run run : runs) {
            length += run.max();
        }
        return length;
    }

    /** Whether the whole text is one; allocates nothing. */
    boolean matches(String text) {
        return endOf(runs.size(), text) == text.length();
    }

    /** Where the first so many runs end; negative if they don't fit. */
    int endOf(int count, String text) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            Run run = runs.get(i);
            int last = Math.min(text.length(), at + run.max());
            int from = at;
            while (at < last && run.characters().contains(text.charAt(at))) {
                at++;
            }
            if (at - from < run.min()) {
                return -1;
            }
        }
        return at;
    }

    /** Whether some text is one of both: their automata are run side by side, over all texts at once. */
    boolean overlaps(KeyPattern other) {
        BitSet seen = new BitSet(states * other.states);
        List<int[]> open = new ArrayList<>();
        open.add(new int[] {0, 0, 0, 0});
        while (!open.isEmpty()) {
            int[] pair = open.remove(open.size() - 1);
            if (accepts(pair[0], pair[1]) && other.accepts(pair[2], pair[3])) {
                return true;
            }
            for (int mine = 0; mine < 2; mine++) {
                for (int theirs = 0; theirs < 2; theirs++) {
                    int[] next = both(pair, mine, other, theirs);
                    if (next.length > 0 && !seen.get(state(next, other))) {
                        seen.set(state(next, other));
                        open.add(next);
                    }
                }
            }
        }
        return false;
    }

    /** One character on, staying in the run (0) or entering the next (1), in each pattern; empty: no character can do that. */
    private int[] both(int[] pair, int mine, KeyPattern other, int theirs) {
        if (!canMove(pair[0], pair[1], mine) || !other.canMove(pair[2], pair[3], theirs)) {
            return NOWHERE;
        }
        int run = pair[0] + mine;
        int otherRun = pair[2] + theirs;
        if (!runs.get(run).characters().overlaps(other.runs.get(otherRun).characters())) {
            return NOWHERE;
        }
        return new int[] {run, mine == 0 ? pair[1] + 1 : 1, otherRun, theirs == 0 ? pair[3] + 1 : 1};
    }

    private boolean canMove(int run, int read, int how) {
        return how == 0 ? read < runs.get(run).max() : read >= runs.get(run).min() && run + 1 < runs.size();
    }

    private boolean accepts(int run, int read) {
        return run == runs.size() - 1 && read >= runs.get(run).min();
    }

    private int state(int[] pair, KeyPattern other) {
        return (firstState[pair[0]] + pair[1]) * other.states + other.firstState[pair[2]] + pair[3];
    }
}
