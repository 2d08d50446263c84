package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.jaxrs.OwnRefusals;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;

/** What resources refuse gets the uniform answers: an entity that is a {@link Reason} stands for the answer to it. */
final class Refusals implements ContainerResponseFilter {
    private final OwnRefusals uniform;

    Refusals(Keystile keystile) {
        this.uniform = new OwnRefusals(keystile);
    }

    /** A response that this filter fills in. */
    static Response of(Reason reason) {
        return Response.status(Response.Status.FORBIDDEN).entity(reason).build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Reason reason) {
            Response answer = uniform.answer(reason, request);
            response.setStatus(answer.getStatus());
            response.getHeaders().clear();
            response.getHeaders().putAll(answer.getHeaders());
            response.setEntity(answer.getEntity());
        }
    }
}
