package io.keystile.policy;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known after some segments of a path: where each next segment leads, and what holds if the path ends here. */
final class State {
    final MethodTable end;
    final MethodTable endWithSlash;

    /** Filled in by the automaton's builder before anyone can see the state. */
    private @Nullable SegmentTable<State> literals;

    private State other = this;

    /** Takes what holds for the path, and for one that is a segment deeper than anything known. */
    State(MethodTable end, MethodTable beyond) {
        this.end = end;
        this.endWithSlash = MethodTable.ofBoth(end, beyond);
    }

    void leadsTo(@Nullable SegmentTable<State> literals, State other) {
        this.literals = literals;
        this.other = other;
    }

    /** Which of few literals is the next segment; negative if none. */
    int fewAt(String text, int from, int end) {
        return literals == null ? -1 : literals.fewAt(text, from, end);
    }

    int lengthOfFew(int index) {
        return literals == null ? 0 : literals.lengthOfFew(index);
    }

    State ofFew(int index) {
        return literals == null ? other : literals.ofFew(index);
    }

    /** Where a segment that is none of few literals leads. */
    State next(String text, int from, int to) {
        State next = literals == null || literals.hasFew() ? null : literals.get(text, from, to);
        return next == null ? other : next;
    }

    /** The one segment that leads on from here; null if there is none or more. */
    @Nullable
    String onlyLiteral() {
        return literals == null ? null : literals.onlyKey();
    }

    /** Where a literal segment leads. */
    State next(String literal) {
        State next = literals == null ? null : literals.get(literal);
        return next == null ? other : next;
    }

    /** Every state that one more segment leads to. */
    void forEachNext(Consumer<State> each) {
        if (literals != null) {
            literals.forEach(each);
        }
        each.accept(other);
    }

    /** Whether no further segment can change anything. */
    boolean isSettled() {
        return other == this && literals == null && end.gate() == null;
    }
}
