package io.keystile.examples.directdebit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keystile.Keystile;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.Methods;
import io.keystile.examples.common.ProblemException;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
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
    private final transient InstantSource clock;

    KeysServlet(Keystile keystile, InstantSource clock) {
        this.keystile = keystile;
        this.clock = clock;
    }

    /** One credential, and its new key if it has just got one: the only time that a key is shown. */
    private record One(
            CredentialView credential,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String apiKey,

            String servedBy,
            ServedCaller caller) {}

    private record All(List<CredentialView> credentials, String servedBy, ServedCaller caller) {}

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
        step(keys, new CredentialId(id), rest.substring(slash + 1), request, response);
    }

    private void issue(OrganisationKeys keys, User user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        KeyRequests.Issue asked = KeyRequests.issue(Json.read(request), user.organisation());
        answer(
                keys.in(asked.environment()).issue(asked.credential()),
                HttpServletResponse.SC_CREATED,
                request,
                response);
    }

    private void list(OrganisationKeys keys, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<CredentialView> views = keys.all().stream()
                .map(credential -> CredentialView.of(credential, clock.instant()))
                .toList();
        Json.write(response, HttpServletResponse.SC_OK, new All(views, "keys", ServedCaller.of(request)));
    }

    private void step(
            OrganisationKeys keys,
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
            case "rotate" ->
                answer(lifecycle.rotate(id, KeyRequests.rotation(Json.read(request))), 200, request, response);
            case "end-previous" -> answer(lifecycle.endPrevious(id), request, response);
            case "suspend" -> answer(lifecycle.suspend(id), request, response);
            case "resume" -> answer(lifecycle.resume(id), request, response);
            default -> answer(lifecycle.revoke(id), request, response);
        }
    }

    private void answer(IssuedKey issued, int status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CredentialView view = CredentialView.of(issued.credential(), clock.instant());
        Json.write(response, status, new One(view, issued.key().reveal(), "keys", ServedCaller.of(request)));
    }

    private void answer(Credential credential, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CredentialView view = CredentialView.of(credential, clock.instant());
        Json.write(response, HttpServletResponse.SC_OK, new One(view, null, "keys", ServedCaller.of(request)));
    }
}
