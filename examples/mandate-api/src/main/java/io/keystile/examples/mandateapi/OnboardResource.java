package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.authn.Reason;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.mandateapi.registry.Agent;
import io.keystile.examples.mandateapi.registry.Mandate;
import io.keystile.examples.mandateapi.registry.Principal;
import io.keystile.lifecycle.NewCredential;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** A client makes a principal with its agent and mandate: all three, and the key, or none. */
@Path("api/v1/onboard")
public final class OnboardResource {
    private final Issuing issuing;

    @Inject
    OnboardResource(Platform platform) {
        this.issuing = new Issuing(platform);
    }

    @POST
    public Response onboard(@BeanParam Call call, byte[] body) {
        if (!call.caller().mayIssue()) {
            throw new Refusal(Reason.SCOPE_MISSING);
        }
        JsonNode json = Json.parse(body);
        Fields.of(json, "principal", "agent", "mandate");
        Fields asked = KeyFields.part(json, "principal", "name", "scopes", "ip_allowlist", "expires_at");
        String principalName = KeyFields.name(asked);
        String agentName = KeyFields.name(KeyFields.part(json, "agent", "name"));
        String mandateName = KeyFields.name(KeyFields.part(json, "mandate", "name"));
        Answer onboarded = new Answer("onboard", call.caller());
        return issuing.once(call, call.environment(), body, onboarded, 201, (registry, credentials, answer) -> {
            Principal principal = registry.addPrincipal(call.tenant(), principalName);
            Agent agent = registry.addAgent(principal.id(), agentName);
            Mandate mandate = registry.addMandate(agent, mandateName);
            answer.with("principal", principal).with("agent", agent).with("mandate", mandate);
            return credentials.issueDerived(
                    call.credential(), KeyFields.of(asked, NewCredential.principal(principal.id(), call.tenant())));
        });
    }
}
