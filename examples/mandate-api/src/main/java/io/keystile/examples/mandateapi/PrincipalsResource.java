package io.keystile.examples.mandateapi;

import io.keystile.authn.Caller;
import io.keystile.authn.Reason;
import io.keystile.credential.Plane;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.mandateapi.registry.Agent;
import io.keystile.examples.mandateapi.registry.Principal;
import io.keystile.key.Environment;
import io.keystile.lifecycle.NewCredential;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Clients make principals and their agents; in the sandbox a principal makes keys of its own. */
@Path("api/v1/principals")
public final class PrincipalsResource {
    private static final String SERVED_BY = "principals";

    private final Platform platform;
    private final Issuing issuing;

    @Inject
    PrincipalsResource(Platform platform) {
        this.platform = platform;
        this.issuing = new Issuing(platform);
    }

    @POST
    public Response add(@BeanParam Call call, byte[] body) {
        if (!call.caller().mayIssue()) {
            throw new Refusal(Reason.SCOPE_MISSING);
        }
        Fields fields = Fields.of(Json.parse(body), "name", "scopes", "ip_allowlist", "expires_at");
        String name = KeyFields.name(fields);
        Answer added = new Answer(SERVED_BY, call.caller());
        return issuing.once(call, call.environment(), body, added, 201, (registry, credentials, answer) -> {
            Principal principal = registry.addPrincipal(call.tenant(), name);
            answer.with("principal", principal);
            return credentials.issueDerived(
                    call.credential(), KeyFields.of(fields, NewCredential.principal(principal.id(), call.tenant())));
        });
    }

    @POST
    @Path("{principal}/agents")
    public Response addAgent(@BeanParam Call call, @PathParam("principal") String id, byte[] body) {
        String name = KeyFields.name(Fields.of(Json.parse(body), "name"));
        Agent agent = platform.inTransaction(call.environment(), registry -> {
            Principal principal = Platform.found(registry.principal(call.tenant(), id));
            return registry.addAgent(principal.id(), name);
        });
        return new Answer(SERVED_BY, call.caller()).with("agent", agent).as(201);
    }

    @POST
    @Path("{principal}/sandbox-key")
    public Response addSandboxKey(@BeanParam Call call, @PathParam("principal") String id, byte[] body) {
        Caller caller = call.caller();
        if (call.environment() != Environment.SANDBOX || !caller.mayIssue()) {
            throw new Refusal(Reason.SCOPE_MISSING);
        }
        boolean byClient = caller.plane() == Plane.CLIENT;
        if (!byClient && !caller.owner().equals(id)) {
            throw ProblemException.notFound();
        }
        Fields fields = Fields.of(Call.optional(body), "scopes", "ip_allowlist", "expires_at");
        Answer made = new Answer("sandbox-key", call.caller());
        return issuing.once(call, call.environment(), body, made, 201, (registry, credentials, answer) -> {
            Principal principal = Platform.found(registry.principal(call.tenant(), id));
            NewCredential plain = NewCredential.principal(principal.id(), call.tenant());
            return credentials.issueDerived(
                    call.credential(), byClient ? KeyFields.of(fields, plain) : KeyFields.derived(fields, plain));
        });
    }
}
