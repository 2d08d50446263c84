package io.keystile.jaxrs;

import io.keystile.Keystile;
import io.keystile.authn.CurrentCaller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/** On the way back: the answer gets our header lines, and the caller is there while it is written. */
final class AnswerFilter implements ContainerResponseFilter, WriterInterceptor {
    private final Keystile keystile;

    AnswerFilter(Keystile keystile) {
        this.keystile = keystile;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Judged judged = Judged.find(request::getProperty, keystile);
        if (judged != null) {
            Responses.addAll(judged.headers(), response.getHeaders());
            judged.close();
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        Judged judged = Judged.find(context::getProperty, keystile);
        CurrentCaller.Open opened = judged == null ? null : judged.openAgain();
        if (opened == null) {
            context.proceed();
            return;
        }
        try {
            context.proceed();
        } finally {
            opened.close();
        }
    }
}
