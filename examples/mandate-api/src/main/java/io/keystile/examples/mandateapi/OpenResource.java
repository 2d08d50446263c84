package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What everyone may see. */
@Path("")
public final class OpenResource {
    private final PublicKeys keys;

    @Inject
    OpenResource(PublicKeys keys) {
        this.keys = keys;
    }

    @GET
    @Path("health")
    public Response health() {
        return Answer.of(200, Json.bytes(Map.of("status", "up", "served_by", "health")));
    }

    /** With OAuth2 on, the token endpoint's feature answers before this is matched. */
    @GET
    @Path(".well-known/jwks.json")
    public Response keySet(@Context HttpHeaders headers) {
        return keys.answer(headers);
    }

    @GET
    @Path("api/v1/public-keys")
    public Response publicKeys(@Context HttpHeaders headers) {
        return keys.answer(headers);
    }
}
