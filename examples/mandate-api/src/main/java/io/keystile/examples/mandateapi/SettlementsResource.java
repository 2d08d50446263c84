package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.mandateapi.registry.Settlement;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** Payments out of a principal's account. */
@Path("api/v1/crypto/settlements")
public final class SettlementsResource {
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{2,16}");

    private final Platform platform;

    @Inject
    SettlementsResource(Platform platform) {
        this.platform = platform;
    }

    @POST
    public Response settle(@BeanParam Call call, byte[] body) {
        JsonNode json = Call.optional(body);
        Fields fields = Fields.of(json, "asset", "amount");
        String asset = fields.has("asset") ? fields.text("asset") : "USDC";
        if (!ASSET.matcher(asset).matches()) {
            throw ProblemException.badField("asset", "must be 2 to 16 capital letters and digits");
        }
        long amount = fields.has("amount") ? fields.wholeNumber("amount") : 0;
        if (amount < 0) {
            throw ProblemException.badField("amount", "must not be below 0");
        }
        Settlement made = platform.inTransaction(
                call.environment(),
                registry -> registry.addSettlement(call.caller().owner(), asset, amount));
        return new Answer("settlements", call.caller()).with("settlement", made).as(201);
    }
}
