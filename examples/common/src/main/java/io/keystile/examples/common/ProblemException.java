package io.keystile.examples.common;

import org.jspecify.annotations.Nullable;

/** The request can't be served, for a reason that the caller is told. Holds nothing of the request. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable String allow;

    private ProblemException(Problem problem, @Nullable String allow) {
        super(problem.title());
        this.problem = problem;
        this.allow = allow;
    }

    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, detail, null), null);
    }

    /**
     * A field that is missing, unknown or wrong.
     *
     * @param problem a clause that follows the field's name
     */
    public static ProblemException badField(String field, String problem) {
        return new ProblemException(Problem.of(400, field + " " + problem, field), null);
    }

    public static ProblemException notFound() {
        return new ProblemException(Problem.of(404, null, null), null);
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, detail, null), null);
    }

    public static ProblemException unprocessable(String detail) {
        return new ProblemException(Problem.of(422, detail, null), null);
    }

    public static ProblemException tooLarge(int maxBytes) {
        return new ProblemException(Problem.of(413, "the body must be of at most " + maxBytes + " bytes", null), null);
    }

    /** The method is none of {@code allowed}, a comma-separated list. */
    public static ProblemException methodNotAllowed(String allowed) {
        return new ProblemException(Problem.of(405, null, null), allowed);
    }

    public Problem problem() {
        return problem;
    }

    /** The methods that there are; null unless the method is the problem. */
    @Nullable
    public String allow() {
        return allow;
    }
}
