package io.keystile.servlet;

import io.keystile.http.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One dispatch of a request on its way through the filter: it goes on, or ends here. */
record Passage(DispatcherType dispatch, HttpServletRequest request, HttpServletResponse response, FilterChain chain) {

    /** Something to do with it. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, ServletException;
    }

    /** Whether it is the request as it came in. */
    boolean isFirst() {
        return dispatch == DispatcherType.REQUEST;
    }

    /** Takes away an attribute that somebody else has set. */
    void forget(String attribute) {
        if (request.getAttribute(attribute) != null) {
            request.removeAttribute(attribute);
        }
    }

    void goOn(HttpServletRequest as) throws IOException, ServletException {
        try {
            chain.doFilter(as, response);
        } catch (IncludeRefusedException e) {
            Answer answer = e.answer();
            boolean outermost = isFirst() || dispatch == DispatcherType.ASYNC;
            if (answer == null || !outermost || response.isCommitted()) {
                throw e;
            }
            AnswerWriter.writeInstead(answer, request, response);
        }
    }

    void end(Answer answer) throws IOException, ServletException {
        if (dispatch == DispatcherType.INCLUDE) {
            throw new IncludeRefusedException(answer);
        }
        if (isFirst()) {
            AnswerWriter.write(answer, request, response);
        } else {
            AnswerWriter.writeInstead(answer, request, response);
        }
    }
}
