package io.keystile.examples.common;

import io.keystile.Keystile;
import io.keystile.http.Answer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The container's own errors, in the form of all others. A request that it can't read gets the uniform 400, as if the guard
 * had refused it; a path that nobody serves gets a 404 that says no more than that.
 */
public final class ErrorAnswers extends ErrorHandler {
    private final Keystile keystile;

    ErrorAnswers(Keystile keystile) {
        this.keystile = keystile;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateCacheControl(Response response) {
        // Said below, in the place that it has in all answers.
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.setStatus(status);
        byte[] body;
        if (status == 400) {
            Answer answer = keystile.answerBadRequest(Request.getRemoteAddr(request));
            answer.headers().forEach(h -> response.getHeaders().put(new HttpField(h.name(), h.value())));
            body = answer.body();
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            body = Json.bytes(Problem.of(status, null, null));
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
