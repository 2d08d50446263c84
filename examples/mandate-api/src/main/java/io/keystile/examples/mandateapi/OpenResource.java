package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** What everyone may see. */
@Path("")
public final class OpenResource {
    @GET
    @Path("health")
    public Response health() {
        return Answer.of(200, Json.bytes(Map.of("status", "up", "served_by", "health")));
    }

    @GET
    @Path(".well-known/jwks.json")
    public Response keySet() {
        return Answer.of(200, Json.bytes(Map.of("keys", List.of(), "served_by", "jwks")));
    }

    @GET
    @Path("api/v1/public-keys")
    public Response publicKeys() {
        return Answer.of(200, Json.bytes(Map.of("keys", List.of(), "served_by", "public-keys")));
    }
}
