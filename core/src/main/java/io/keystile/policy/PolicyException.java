package io.keystile.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that can't be built; holds everything that is wrong with it, so that one run shows it all. */
public final class PolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public PolicyException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  - ", "the access policy can't be used:\n  - ", "")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order it was written; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
