package io.keystile.examples.mandateapi;

import io.keystile.examples.mandateapi.registry.Mandate;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A principal's mandates. */
@Path("api/v1/mandates")
public final class MandatesResource {
    private final Platform platform;

    @Inject
    MandatesResource(Platform platform) {
        this.platform = platform;
    }

    @GET
    public Response list(@BeanParam Call call) {
        return new Answer("mandates", call.caller())
                .with(
                        "mandates",
                        platform.inTransaction(
                                call.environment(),
                                registry -> registry.mandates(call.caller().owner())))
                .ok();
    }

    @GET
    @Path("{mandate}")
    public Response show(@BeanParam Call call, @PathParam("mandate") String id) {
        Mandate mandate = Platform.found(platform.inTransaction(
                call.environment(), registry -> registry.mandate(call.caller().owner(), id)));
        return new Answer("mandates", call.caller()).with("mandate", mandate).ok();
    }
}
