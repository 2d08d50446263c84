package io.keystile.examples.mandateapi;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.KeyTerms;
import io.keystile.examples.common.ProblemException;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.Rotation;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operators see, change and end credentials. */
@Path("api/v1/admin/credentials")
public final class AdminCredentialsResource {
    private static final String SERVED_BY = "admin";

    private final Platform platform;
    private final Issuing issuing;

    @Inject
    AdminCredentialsResource(Platform platform) {
        this.platform = platform;
        this.issuing = new Issuing(platform);
    }

    @GET
    public Response list(
            @BeanParam Call call,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("issued_by") @Nullable String issuedBy) {
        if (Stream.of(owner, tenant, issuedBy).filter(Objects::nonNull).count() != 1) {
            throw ProblemException.badRequest("must ask by one of owner, tenant and issued_by");
        }
        List<CredentialView> found = new ArrayList<>();
        for (Environment environment : Environment.values()) {
            CredentialLifecycle credentials = platform.credentials(environment, call.actor());
            found.addAll(platform.views(
                    environment,
                    owner != null
                            ? credentials.ownedBy(owner)
                            : tenant != null
                                    ? credentials.ofTenant(tenant)
                                    : credentials.issuedBy(Objects.requireNonNull(issuedBy))));
        }
        return new Answer(SERVED_BY, call.caller()).with("credentials", found).ok();
    }

    @GET
    @Path("{credential}")
    public Response show(@BeanParam Call call, @PathParam("credential") String text) {
        return step(call, text, CredentialLifecycle::get);
    }

    @PATCH
    @Path("{credential}")
    public Response change(@BeanParam Call call, @PathParam("credential") String text, byte[] body) {
        Fields fields = Fields.of(Json.parse(body), "scopes", "ip_allowlist", "expires_at");
        return step(
                call,
                text,
                (credentials, id) -> credentials.change(id, settings -> KeyFields.changed(fields, settings)));
    }

    @POST
    @Path("{credential}/rotate")
    public Response rotate(@BeanParam Call call, @PathParam("credential") String text, byte[] body) {
        Rotation rotation = KeyTerms.rotation(Json.parse(body));
        CredentialId id = id(text);
        return issuing.once(
                call,
                platform.environmentOf(id),
                body,
                new Answer(SERVED_BY, call.caller()),
                200,
                (registry, credentials, answer) -> credentials.rotate(id, rotation));
    }

    @POST
    @Path("{credential}/end-previous")
    public Response endPrevious(@BeanParam Call call, @PathParam("credential") String text) {
        return step(call, text, CredentialLifecycle::endPrevious);
    }

    @POST
    @Path("{credential}/end-tokens")
    public Response endTokens(@BeanParam Call call, @PathParam("credential") String text) {
        return step(call, text, CredentialLifecycle::endTokens);
    }

    @POST
    @Path("{credential}/suspend")
    public Response suspend(@BeanParam Call call, @PathParam("credential") String text) {
        return step(call, text, CredentialLifecycle::suspend);
    }

    @POST
    @Path("{credential}/resume")
    public Response resume(@BeanParam Call call, @PathParam("credential") String text) {
        return step(call, text, CredentialLifecycle::resume);
    }

    @POST
    @Path("{credential}/revoke")
    public Response revoke(@BeanParam Call call, @PathParam("credential") String text) {
        return step(call, text, CredentialLifecycle::revoke);
    }

    private Response step(Call call, String text, BiFunction<CredentialLifecycle, CredentialId, Credential> step) {
        CredentialId id = id(text);
        Function<Environment, Credential> in =
                environment -> step.apply(platform.credentials(environment, call.actor()), id);
        return new Answer(SERVED_BY, call.caller())
                .with("credential", platform.view(in.apply(platform.environmentOf(id))))
                .ok();
    }

    private static CredentialId id(String text) {
        if (!CredentialId.isWellFormed(text)) {
            throw ProblemException.notFound();
        }
        return new CredentialId(text);
    }
}
