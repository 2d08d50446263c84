package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.mandateapi.registry.Authorization;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decides on a transaction that a principal's agent asks for. Whatever else the body says is the engine's affair. */
@Path("api/v1/authorize")
public final class AuthorizeResource {
    private static final int MAX_ID = 64;

    private final Platform platform;

    @Inject
    AuthorizeResource(Platform platform) {
        this.platform = platform;
    }

    @POST
    public Response authorize(@BeanParam Call call, byte[] body) {
        JsonNode json = Call.optional(body);
        if (!json.isObject()) {
            throw ProblemException.badRequest("must be a JSON object");
        }
        String agent = agent(json.get("agent_id"));
        long cents = cents(json.get("amount"));
        Authorization decided = platform.inTransaction(
                call.environment(),
                registry -> registry.authorize(call.caller().owner(), agent, cents, platform.now()));
        return new Answer("authorize", call.caller())
                .with("authorization", decided)
                .ok();
    }

    @POST
    @Path("{rest: .+}")
    public Response authorizeDeeper(@BeanParam Call call, byte[] body) {
        return authorize(call, body);
    }

    private static @Nullable String agent(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        String id = value.textValue();
        // Visible ASCII: there are characters that no database takes.
        if (id == null || id.length() > MAX_ID || !id.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw ProblemException.badField("agent_id", "must be an agent's id");
        }
        return id;
    }

    private static long cents(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return 0;
        }
        if (value.isNumber()) {
            try {
                BigDecimal amount = value.decimalValue();
                if (amount.signum() >= 0 && amount.precision() - amount.scale() <= 15 && amount.scale() <= 15) {
                    return amount.movePointRight(2).longValueExact();
                }
            } catch (ArithmeticException e) {
                // Parts of a cent: as below.
            }
        }
        throw ProblemException.badField("amount", "must be a number of at most two decimals, and not below 0");
    }
}
