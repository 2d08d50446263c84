package io.keystile.policy;

import io.keystile.request.Target;
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

    State next(Target target, int from, int to, int hash) {
        if (literals == null) {
            return other;
        }
        State next = literals.get(target, from, to, hash);
        return next == null ? other : next;
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

    /** Whether the next segment's own text makes a difference. */
    boolean readsNext() {
        return literals != null;
    }

    /** Whether no further segment can change anything. */
    boolean isSettled() {
        return other == this && literals == null && end.gate() == null;
    }
}
