package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.credential.Tenant;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.KeyTerms;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.mandateapi.registry.Client;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.NewCredential;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;

/** Operators provision clients, and suspend them. */
@Path("api/v1/admin/clients")
public final class AdminResource {
    private final Platform platform;
    private final Issuing issuing;

    @Inject
    AdminResource(Platform platform) {
        this.platform = platform;
        this.issuing = new Issuing(platform);
    }

    @POST
    public Response add(@BeanParam Call call, byte[] body) {
        JsonNode json = Json.parse(body);
        Fields fields = Fields.of(json, "name", "environment", "scopes", "ip_allowlist", "expires_at");
        String name = KeyFields.name(fields);
        return issuing.once(
                call, KeyTerms.environment(fields), body, answer(call), 201, (registry, credentials, answer) -> {
                    Client client = registry.addClient(name);
                    answer.with("client", client);
                    return credentials.issue(KeyFields.of(fields, NewCredential.client(client.id())));
                });
    }

    @POST
    @Path("{client}/credentials")
    public Response addCredential(@BeanParam Call call, @PathParam("client") String id, byte[] body) {
        Fields fields = Fields.of(Json.parse(body), "environment", "scopes", "ip_allowlist", "expires_at");
        Environment environment = platform.environmentOf(id);
        if (fields.has("environment") && KeyTerms.environment(fields) != environment) {
            throw ProblemException.badField("environment", "must be the client's own");
        }
        return issuing.once(
                call,
                environment,
                body,
                answer(call),
                201,
                (registry, credentials, answer) -> credentials.issue(KeyFields.of(fields, NewCredential.client(id))));
    }

    private static Answer answer(Call call) {
        return new Answer("admin", call.caller());
    }

    @POST
    @Path("{client}/suspend")
    public Response suspend(@BeanParam Call call, @PathParam("client") String id) {
        return tenantStep(call, id, CredentialLifecycle::suspendTenant);
    }

    @POST
    @Path("{client}/resume")
    public Response resume(@BeanParam Call call, @PathParam("client") String id) {
        return tenantStep(call, id, CredentialLifecycle::resumeTenant);
    }

    private Response tenantStep(Call call, String id, BiFunction<CredentialLifecycle, String, Tenant> step) {
        Environment environment = platform.environmentOf(id);
        Tenant tenant = step.apply(platform.credentials(environment, call.actor()), id);
        Client client = platform.client(environment, id);
        return answer(call)
                .with("client", new ClientView(client.id(), client.name(), tenant.suspended() ? "suspended" : "active"))
                .ok();
    }

    private record ClientView(String id, String name, String status) {}
}
