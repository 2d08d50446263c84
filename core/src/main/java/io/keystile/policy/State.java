package io.keystile.policy;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known after some segments of a path: where each next segment leads, and what holds if the path ends here. */
final class State {
    final MethodTable end;
    final MethodTable endWithSlash;
    /** What holds if the path ends here, where it is the same for all methods. */
    private final @Nullable Judgement always;

    /** Filled in by the automaton's builder before anyone can see the state. */
    private @Nullable SegmentTable<State> literals;

    private State other = this;
    private boolean settled;

    /** Takes what holds for the path, and for one that is a segment deeper than anything known. */
    State(MethodTable end, MethodTable beyond) {
        this.end = end;
        this.endWithSlash = MethodTable.ofBoth(end, beyond);
        this.always = end.always();
    }

    void leadsTo(@Nullable SegmentTable<State> literals, State other) {
        this.literals = literals;
        this.other = other;
        this.settled = other == this && literals == null && end.gate() == null;
    }

    /** The literal that the segment is which starts there; null: none that leads on. */
    SegmentTable.@Nullable Entry<State> literalAt(String text, int from, int end) {
        return literals == null ? null : literals.segmentAt(text, from, end);
    }

    /** Where a segment that is no literal leads. */
    State other() {
        return other;
    }

    /** What holds for a method if the path ends here, without a slash; not on an RPC route. */
    Judgement judge(String method) {
        return always != null ? always : end.judge(method);
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
        return settled;
    }
}
