package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.mandateapi.registry.Agent;
import io.keystile.examples.mandateapi.registry.Mandate;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A principal's agents; and, on the client plane, the mandates that they are given. */
@Path("api/v1/agents")
public final class AgentsResource {
    private final Platform platform;

    @Inject
    AgentsResource(Platform platform) {
        this.platform = platform;
    }

    @GET
    public Response list(@BeanParam Call call) {
        return new Answer("agents", call.caller())
                .with(
                        "agents",
                        platform.inTransaction(
                                call.environment(),
                                registry -> registry.agents(call.caller().owner())))
                .ok();
    }

    @GET
    @Path("{agent}")
    public Response show(@BeanParam Call call, @PathParam("agent") String id) {
        Agent agent = Platform.found(platform.inTransaction(
                call.environment(), registry -> registry.agent(call.caller().owner(), id)));
        return new Answer("agents", call.caller()).with("agent", agent).ok();
    }

    @POST
    @Path("{agent}/mandates")
    public Response addMandate(@BeanParam Call call, @PathParam("agent") String id, byte[] body) {
        String name = KeyFields.name(Fields.of(Json.parse(body), "name"));
        Mandate mandate = platform.inTransaction(call.environment(), registry -> {
            Agent agent = Platform.found(registry.agentOfClient(call.tenant(), id));
            return registry.addMandate(agent, name);
        });
        return new Answer("agent-mandates", call.caller())
                .with("mandate", mandate)
                .as(201);
    }
}
