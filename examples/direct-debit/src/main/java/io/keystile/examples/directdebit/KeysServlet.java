package io.keystile.examples.directdebit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.Keystile;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.CallerView;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.KeyTerms;
import io.keystile.examples.common.Methods;
import io.keystile.examples.common.OnceOnly;
import io.keystile.examples.common.ProblemException;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.Rotation;
import io.keystile.net.IpAddress;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/keys}: users see and manage the API keys of their organisation. Only sessions come as far as here. */
final class KeysServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Keystile keystile;
    private final transient OnceOnly once;
    private final transient InstantSource clock;

    KeysServlet(Keystile keystile, OnceOnly once, InstantSource clock) {
        this.keystile = keystile;
        this.once = once;
        this.clock = clock;
    }

    /**
     * One credential, and its new key if it has just got one: the only time that a key is shown.
     *
     * @param keyAlreadyIssued true where an earlier request was answered with the key; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record One(
            JsonNode credential,
            @Nullable String apiKey,
            @Nullable Boolean keyAlreadyIssued,
            String servedBy,
            CallerView caller) {}

    private record All(List<CredentialView> credentials, String servedBy, CallerView caller) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        User user = Sessions.require(request);
        Actor actor = new Actor("session:" + user.username(), IpAddress.tryParsePeer(request.getRemoteAddr()));
        OrganisationKeys keys = new OrganisationKeys(keystile, user.organisation(), actor);
        String rest = request.getPathInfo();
        if (rest == null) {
            Methods.require(request, "GET", "HEAD", "POST");
            if (request.getMethod().equals("POST")) {
                issue(keys, user, request, response);
            } else {
                list(keys, request, response);
            }
            return;
        }
        int slash = rest.indexOf('/', 1);
        String id = slash < 0 ? rest.substring(1) : rest.substring(1, slash);
        if (slash < 0 || !CredentialId.isWellFormed(id)) {
            throw ProblemException.notFound();
        }
        step(keys, user, new CredentialId(id), rest.substring(slash + 1), request, response);
    }

    private void issue(OrganisationKeys keys, User user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = Json.readBytes(request);
        KeyRequests.Issue asked = KeyRequests.issue(Json.parse(body), user.organisation());
        CredentialLifecycle lifecycle = keys.in(asked.environment());
        answer(
                once.run(
                        lifecycle,
                        KeyRequests.idempotent(request, user, body),
                        (connection, joined) ->
                                done(HttpServletResponse.SC_CREATED, joined, joined.issue(asked.credential()))),
                request,
                response);
    }

    private void rotate(
            CredentialLifecycle lifecycle,
            CredentialId id,
            User user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        byte[] body = Json.readBytes(request);
        Rotation rotation = KeyTerms.rotation(Json.parse(body));
        answer(
                once.run(
                        lifecycle,
                        KeyRequests.idempotent(request, user, body),
                        (connection, joined) -> done(HttpServletResponse.SC_OK, joined, joined.rotate(id, rotation))),
                request,
                response);
    }

    private void list(OrganisationKeys keys, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<CredentialView> views = keys.all(clock.instant());
        Json.write(response, HttpServletResponse.SC_OK, new All(views, "keys", Sessions.caller(request)));
    }

    private void step(
            OrganisationKeys keys,
            User user,
            CredentialId id,
            String step,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!List.of("rotate", "end-previous", "suspend", "resume", "revoke").contains(step)) {
            throw ProblemException.notFound();
        }
        Methods.require(request, "POST");
        CredentialLifecycle lifecycle = keys.holding(id);
        switch (step) {
            case "rotate" -> rotate(lifecycle, id, user, request, response);
            case "end-previous" -> answer(lifecycle, lifecycle.endPrevious(id), request, response);
            case "suspend" -> answer(lifecycle, lifecycle.suspend(id), request, response);
            case "resume" -> answer(lifecycle, lifecycle.resume(id), request, response);
            default -> answer(lifecycle, lifecycle.revoke(id), request, response);
        }
    }

    private OnceOnly.Done done(int status, CredentialLifecycle lifecycle, IssuedKey issued) {
        return new OnceOnly.Done(
                status, view(lifecycle, issued.credential()), issued.key().reveal());
    }

    private JsonNode view(CredentialLifecycle lifecycle, Credential credential) {
        return Json.tree(CredentialView.of(lifecycle, credential, clock.instant()));
    }

    private static void answer(OnceOnly.Done done, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        @Nullable Boolean issuedBefore = done.apiKey() == null ? true : null;
        Json.write(
                response,
                done.status(),
                new One(done.answer(), done.apiKey(), issuedBefore, "keys", Sessions.caller(request)));
    }

    private void answer(
            CredentialLifecycle lifecycle,
            Credential credential,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        JsonNode view = view(lifecycle, credential);
        Json.write(response, HttpServletResponse.SC_OK, new One(view, null, null, "keys", Sessions.caller(request)));
    }
}
