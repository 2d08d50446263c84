package io.keystile.examples.mandateapi;

import io.keystile.authn.Reason;
import io.keystile.credential.InvalidFieldException;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.Problem;
import io.keystile.examples.common.ProblemException;
import io.keystile.lifecycle.ConflictException;
import io.keystile.lifecycle.NotFoundException;
import io.keystile.store.StoreUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what resources and the router throw into problem documents. */
final class Problems implements ExceptionMapper<RuntimeException> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public Response toResponse(RuntimeException thrown) {
        if (thrown instanceof Refusal refusal) {
            return Refusals.of(refusal.reason());
        }
        if (thrown instanceof StoreUnavailableException) {
            return Refusals.of(Reason.STORE_UNAVAILABLE);
        }
        if (thrown instanceof ProblemException problem) {
            return of(problem.problem(), problem.allow());
        }
        if (thrown instanceof InvalidFieldException invalid) {
            return of(Problem.of(400, invalid.getMessage(), invalid.field()), null);
        }
        if (thrown instanceof NotFoundException) {
            return of(Problem.of(404, null, null), null);
        }
        if (thrown instanceof ConflictException conflict) {
            return of(Problem.of(409, conflict.getMessage(), null), null);
        }
        if (thrown instanceof WebApplicationException router) {
            Response response = router.getResponse();
            return of(Problem.of(response.getStatus(), null, null), response.getHeaderString(HttpHeaders.ALLOW));
        }
        LOG.error("A resource failed", thrown);
        return of(Problem.of(500, null, null), null);
    }

    private static Response of(Problem problem, @Nullable String allow) {
        byte[] body = Json.bytes(problem);
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_LENGTH, body.length)
                .entity(body);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }
}
