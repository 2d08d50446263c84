package io.keystile.servlet;

import io.keystile.http.Answer;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;

/**
 * An include that the caller may not have. An included resource can set neither status nor headers (Servlet 6.0 §9.3), and
 * a page that lacks a part without saying so would be a wrong answer: so the include fails, and nothing of the resource
 * has run. Uncaught, and nothing sent yet, it becomes the uniform answer to the whole request.
 */
public final class IncludeRefusedException extends ServletException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Answer answer;

    IncludeRefusedException(Answer answer) {
        super("the caller may not have the included resource");
        this.answer = answer;
    }

    @Nullable
    Answer answer() {
        return answer;
    }
}
