package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.authn.SessionGuard;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.Methods;
import io.keystile.servlet.OwnRefusals;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /login}: a session for a name and a password. What fails is answered like any request without a key. */
final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient SessionGuard guard;
    private final transient OwnRefusals refusals;

    LoginServlet(Users users, SessionGuard guard, Keystile keystile) {
        this.users = users;
        this.guard = guard;
        this.refusals = new OwnRefusals(keystile);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "POST");
        if (!guard.admits(refusals.view(request))) {
            // Or another site could log its visitor in as somebody of its own choice.
            refusals.write(Reason.FOREIGN_ORIGIN, request, response);
            return;
        }
        Fields fields = Fields.of(Json.read(request), "username", "password");
        User user = users.logIn(fields.text("username"), fields.text("password"));
        if (user == null) {
            refusals.write(Reason.LOGIN_FAILED, request, response);
            return;
        }
        Sessions.begin(request, user);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
