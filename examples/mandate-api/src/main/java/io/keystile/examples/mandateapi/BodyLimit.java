package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Keeps no more of a body than {@link Json#MAX_BODY_BYTES}; a longer one is 413. */
final class BodyLimit implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] body = context.getInputStream().readNBytes(Json.MAX_BODY_BYTES + 1);
        if (body.length > Json.MAX_BODY_BYTES) {
            throw ProblemException.tooLarge(Json.MAX_BODY_BYTES);
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }
}
