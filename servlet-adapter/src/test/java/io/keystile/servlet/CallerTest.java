package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.NewCredential;
import io.keystile.testkit.RawAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who the application sees, with a key, with a session, and with both. */
@ParameterizedClass
@EnumSource(Container.class)
class CallerTest {
    private static final String USER = "X-Session: ann";

    private final List<HttpServletRequest> ahead = new CopyOnWriteArrayList<>();
    private final List<HttpServletRequest> behind = new CopyOnWriteArrayList<>();
    private final AtomicInteger callersLeft = new AtomicInteger();
    private final AtomicInteger sessionQuestions = new AtomicInteger();
    private final Guarded guarded;

    CallerTest(Container container) {
        SessionUser user = request -> {
            sessionQuestions.incrementAndGet();
            return SessionUser.ofContainer().isPresent(request);
        };
        guarded = Guarded.start(container, "", user, this::fill);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private void fill(ServletContext context) {
        var filter = context.addFilter("log-in", (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            HttpServletRequest seen = http.getHeader("X-Session") == null ? http : new LoggedIn(http);
            seen.setAttribute(KeystileFilter.CALLER, "forged");
            ahead.add(seen);
            try {
                chain.doFilter(seen, response);
            } finally {
                callersLeft.addAndGet(CurrentCaller.get() == null ? 0 : 1);
            }
        });
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        Pages.add(context, "/api/both", (request, response) -> {
            behind.add(request);
            Object caller = request.getAttribute(KeystileFilter.CALLER);
            response.getWriter()
                    .print("user=" + request.getRemoteUser()
                            + " auth=" + request.getAuthType()
                            + " read=" + request.isUserInRole("read")
                            + " write=" + request.isUserInRole("write")
                            + " caller=" + (caller instanceof Caller found ? found.owner() : String.valueOf(caller))
                            + " current=" + (CurrentCaller.get() != null)
                            + " in=" + CurrentCaller.environment()
                            + " session=" + (request.getSession(false) != null));
        });
        Pages.add(context, "/api/read", (request, response) -> {
            throw new ServletException("the application fails");
        });
        Pages.say(context, "/api/session", "session");
        Pages.add(context, "/out", (request, response) -> {
            behind.add(request);
            response.getWriter().print(request.getAttribute(KeystileFilter.CALLER));
        });
    }

    @Test
    void key_isTheUser() {
        assertThat(guarded.get("/api/both", guarded.key("read")).body())
                .isEqualTo("user=prn_1 auth=Keystile read=true write=false caller=prn_1 current=true in=LIVE"
                        + " session=false");
        assertThat(behind.get(0).getUserPrincipal())
                .isInstanceOfSatisfying(
                        CallerPrincipal.class, it -> assertThat(it.getName()).isEqualTo("prn_1"));
        assertThat(sessionQuestions).hasValue(0);
    }

    @Test
    void fullAccess_isInTheRoleOfEveryScopeOfThePolicys_andInNoOther() {
        String key = Keys.issue(
                guarded.keystile, NewCredential.principal("prn_1", "cli_1").access(Access.full()));
        guarded.get("/api/both", "X-API-Key: " + key);
        assertThat(behind.get(0).isUserInRole("read")).isTrue();
        assertThat(behind.get(0).isUserInRole("write")).isTrue();
        assertThat(behind.get(0).isUserInRole("admin")).isFalse();
    }

    @Test
    void session_passesUntouched() {
        assertThat(guarded.get("/api/both", USER).body())
                .isEqualTo("user=ann auth=null read=false write=false caller=null current=false in=LIVE session=false");
        assertThat(behind.get(0)).isSameAs(ahead.get(0));
    }

    @Test
    void keyBesideSession_decides() {
        assertThat(guarded.get("/api/both", USER, guarded.key("read")).body()).startsWith("user=prn_1");
        assertThat(guarded.get("/api/both", USER, guarded.key("write")).status())
                .isEqualTo(403);
        assertThat(guarded.get("/api/both", USER, "X-API-Key: bad").status()).isEqualTo(401);
        assertThat(guarded.get("/api/session", USER, guarded.key("read")).status())
                .isEqualTo(401);
        assertThat(guarded.get("/api/session", USER).status()).isEqualTo(200);
    }

    @Test
    void forgedSession_isRefused() {
        assertThat(guarded.send("POST", "/api/both", USER, "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(guarded.send("POST", "/api/both", USER, "Origin: " + Keys.ORIGIN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void forgedCaller_isTakenAway() {
        assertThat(guarded.get("/out").body()).isEqualTo("null");
        assertThat(behind.get(0)).isSameAs(ahead.get(0));
    }

    @Test
    void failingApplication_leavesNoCallerOnTheThread() {
        RawAnswer response = guarded.get("/api/read", guarded.key("read"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(callersLeft).hasValue(0);
    }

    @Test
    void sandboxKey_worksInTheSandbox() {
        String key = guarded.keystile
                .credentials(Environment.SANDBOX)
                .issue(Keys.principal("read"))
                .key()
                .reveal();

        assertThat(guarded.get("/api/both", "X-API-Key: " + key).body()).contains("in=SANDBOX");
    }

    /** A user whom a header names. */
    private static final class LoggedIn extends HttpServletRequestWrapper {
        LoggedIn(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> getHeader("X-Session");
        }

        @Override
        public String getRemoteUser() {
            return getHeader("X-Session");
        }
    }
}
