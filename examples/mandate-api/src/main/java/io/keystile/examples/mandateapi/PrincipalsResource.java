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
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
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
        return issuing.once(call, call.environment(), body, 201, work -> {
            Principal principal = work.registry().addPrincipal(call.tenant(), name);
            NewCredential asked = KeyFields.of(fields, NewCredential.principal(principal.id(), call.tenant()));
            return issued(work.credentials().issueDerived(call.credential(), asked), SERVED_BY, call)
                    .with("principal", principal);
        });
    }

    @POST
    @Path("{principal}/agents")
    public Response addAgent(@BeanParam Call call, @PathParam("principal") String id, byte[] body) {
        String name = KeyFields.name(Fields.of(Json.parse(body), "name"));
        Agent agent = platform.inTransaction(call.environment(), call.actor(), work -> {
            Principal principal = Platform.found(work.registry().principal(call.tenant(), id));
            return work.registry().addAgent(principal.id(), name);
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
        return issuing.once(call, call.environment(), body, 201, work -> {
            Principal principal = Platform.found(work.registry().principal(call.tenant(), id));
            NewCredential plain = NewCredential.principal(principal.id(), call.tenant());
            NewCredential asked = byClient ? KeyFields.of(fields, plain) : KeyFields.derived(fields, plain);
            return issued(work.credentials().issueDerived(call.credential(), asked), "sandbox-key", call);
        });
    }

    private Answer issued(IssuedKey made, String servedBy, Call call) {
        return new Answer(servedBy, call.caller())
                .with("credential", platform.fresh(made.credential()))
                .with(Answer.API_KEY, made.key().reveal());
    }
}
