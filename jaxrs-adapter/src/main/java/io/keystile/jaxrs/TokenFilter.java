package io.keystile.jaxrs;

import io.keystile.authn.Unguarded;
import io.keystile.oauth.EndpointRoutes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Answers what is for the token endpoint, as the request was judged. */
@PreMatching
final class TokenFilter implements ContainerRequestFilter {
    private final EndpointRoutes routes;

    TokenFilter(EndpointRoutes routes) {
        this.routes = routes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Judged judged = Judged.find(request::getProperty, routes.keystile());
        if (judged == null) {
            throw new IllegalStateException("TokenFeature needs the KeystileFeature of the same Keystile beside it");
        }
        boolean open = judged.decision() == Unguarded.PUBLIC || judged.decision() == Unguarded.OUTSIDE;
        if (open && judged.holdsFor(request) && routes.serves(judged.view())) {
            request.abortWith(Responses.of(routes.answer(judged.view(), request.getEntityStream())));
        }
    }
}
