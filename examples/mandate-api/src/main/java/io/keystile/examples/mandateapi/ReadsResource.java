package io.keystile.examples.mandateapi;

import io.keystile.examples.mandateapi.registry.Authorization;
import io.keystile.store.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What a principal can read of its own past: five surfaces over the authorizations decided for it. */
@Path("api/v1/{surface: risk|metrics|outcomes|vault|cases}")
public final class ReadsResource {
    private final Platform platform;

    @Inject
    ReadsResource(Platform platform) {
        this.platform = platform;
    }

    @GET
    public Response read(@BeanParam Call call, @PathParam("surface") String surface) {
        List<Authorization> decided;
        try {
            decided = platform.inTransaction(
                    call.environment(),
                    registry -> registry.authorizations(call.caller().owner()));
        } catch (StoreUnavailableException e) {
            // A caller that outage grace has let in is told so, rather than refused.
            return new Answer(surface, call.caller()).with("available", false).ok();
        }
        long approved = decided.stream().filter(Authorization::approved).count();
        Answer answer = new Answer(surface, call.caller());
        switch (surface) {
            case "risk" ->
                answer.with(
                        "declined_share",
                        decided.isEmpty() ? 0 : (double) (decided.size() - approved) / decided.size());
            case "metrics" -> answer.with("authorizations", decided.size()).with("approved", approved);
            case "outcomes" -> answer.with("outcomes", decided);
            case "vault" ->
                answer.with(
                        "approved_cents",
                        decided.stream()
                                .filter(Authorization::approved)
                                .mapToLong(Authorization::amountCents)
                                .sum());
            default ->
                answer.with("cases", decided.stream().filter(a -> !a.approved()).toList());
        }
        return answer.ok();
    }
}
