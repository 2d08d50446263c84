package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.mandateapi.registry.Webhook;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a principal wants to be told of what happens. */
@Path("api/v1/webhooks")
public final class WebhooksResource {
    private static final int MAX_URL = 2_000;

    private final Platform platform;

    @Inject
    WebhooksResource(Platform platform) {
        this.platform = platform;
    }

    @GET
    public Response list(@BeanParam Call call) {
        return new Answer("webhooks", call.caller())
                .with(
                        "webhooks",
                        platform.inTransaction(
                                call.environment(),
                                registry -> registry.webhooks(call.caller().owner())))
                .ok();
    }

    @POST
    public Response add(@BeanParam Call call, byte[] body) {
        String url = url(Fields.of(Json.parse(body), "url").text("url"));
        Webhook webhook = platform.inTransaction(
                call.environment(),
                registry -> registry.addWebhook(call.caller().owner(), url));
        return new Answer("webhooks", call.caller()).with("webhook", webhook).as(201);
    }

    private static String url(String text) {
        try {
            URI uri = new URI(text);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && text.length() <= MAX_URL
                    && text.codePoints().noneMatch(KeyFields::isNoText)) {
                return text;
            }
        } catch (URISyntaxException e) {
            // As below.
        }
        throw ProblemException.badField("url", "must be an https URL of at most " + MAX_URL + " characters");
    }
}
