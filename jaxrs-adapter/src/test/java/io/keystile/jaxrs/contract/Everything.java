package io.keystile.jaxrs.contract;

import io.keystile.jaxrs.RequestCaller;
import io.keystile.testkit.Exchange;
import io.keystile.testkit.Reply;
import io.keystile.testkit.Resource;
import io.keystile.testkit.ServerSetup;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a set-up's resources, by the path that the runtime has matched; any other is 404. */
@Path("/{path: .*}")
public final class Everything {
    private final ServerSetup setup;

    Everything(ServerSetup setup) {
        this.setup = setup;
    }

    /** Runs one. */
    @GET
    public Response get(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller) {
        return run(request, target, security, caller);
    }

    /** Runs one. */
    @DELETE
    public Response delete(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller) {
        return run(request, target, security, caller);
    }

    /** Runs one. */
    @OPTIONS
    public Response options(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller) {
        return run(request, target, security, caller);
    }

    /** Runs one. */
    @Purge
    public Response purge(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller) {
        return run(request, target, security, caller);
    }

    /** Runs one, once its body is there. */
    @POST
    public Response post(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller,
            InputStream body)
            throws IOException {
        body.readAllBytes();
        return run(request, target, security, caller);
    }

    /** Runs one, once its body is there. */
    @PUT
    public Response put(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller,
            InputStream body)
            throws IOException {
        return post(request, target, security, caller, body);
    }

    /** Runs one, once its body is there. */
    @PATCH
    public Response patch(
            @Context Request request,
            @Context UriInfo target,
            @Context SecurityContext security,
            @BeanParam RequestCaller caller,
            InputStream body)
            throws IOException {
        return post(request, target, security, caller, body);
    }

    private Response run(Request request, UriInfo target, SecurityContext security, RequestCaller caller) {
        String relative = target.getPath();
        String path = relative.startsWith("/") ? relative : "/" + relative;
        Optional<Resource> resource = setup.resources().stream()
                .filter(one -> path.equals(one.path()) || path.startsWith(one.path() + "/"))
                .max(Comparator.comparingInt(one -> one.path().length()));
        if (resource.isEmpty()) {
            return Response.status(404).build();
        }
        @Nullable Principal user = security.getUserPrincipal();
        Exchange exchange = new Exchange(
                request.getMethod(),
                path,
                target.getRequestUri().getRawQuery(),
                caller.orNull(),
                user == null ? null : user.getName());
        Reply reply = setup.run(resource.get(), exchange);
        Response.ResponseBuilder response = Response.status(reply.status());
        reply.headers().forEach(response::header);
        return response.type("application/json")
                .entity(reply.body().getBytes(StandardCharsets.US_ASCII))
                .build();
    }
}
