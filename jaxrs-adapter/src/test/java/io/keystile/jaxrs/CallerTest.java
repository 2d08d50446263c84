package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.testkit.ServerSetup;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final String ALICE = ServerSetup.SESSION_HEADER + ": alice";

    private final Service service = Service.ofItems();
    private final RestServer server = RestServer.start(
            service.feature()
                    .sessions(SessionUser.ofContainer(), request -> Environment.SANDBOX)
                    .withoutResourceCheck(),
            new SeenByFilters(),
            Who.class);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void granted_isTheSecurityContextsUser() {
        assertThat(server.get("/api/items", service.key("items", "more")).body())
                .isEqualTo("prn_1 Keystile secure=false items=true other=false clerk=false"
                        + " caller=prn_1 current=prn_1 LIVE property=prn_1");
    }

    @Test
    void sandboxKey_isOfItsEnvironment() {
        assertThat(server.get("/api/items", service.key(Access.only("items"), Environment.SANDBOX))
                        .body())
                .contains("current=prn_1 SANDBOX");
    }

    @Test
    void fullAccess_isInTheRoleOfEveryScopeThatIsAskedFor() {
        assertThat(server.get("/api/items", service.key(Access.full(), Environment.LIVE))
                        .body())
                .contains("items=true other=false clerk=false");
    }

    @Test
    void operator_hasNoEnvironment() {
        assertThat(server.get("/api/admin", Service.OPERATOR).body()).contains("caller=root current=root none");
    }

    @Test
    void session_keepsTheContainersOwn() {
        assertThat(server.get("/api/both", ALICE).body())
                .isEqualTo("alice null secure=false items=false other=false clerk=true"
                        + " caller=- current=- SANDBOX property=-");
    }

    @Test
    void sessionBesideAKey_isTheKeysCaller() {
        assertThat(server.get("/api/both", ALICE, service.key("items")).body())
                .startsWith("prn_1 Keystile")
                .contains("clerk=false");
    }

    @Test
    void openRoute_hasNoCaller_whateverIsPresented() {
        assertThat(server.get("/api/health", service.key("items")).body())
                .isEqualTo("- null secure=false items=false other=false clerk=false"
                        + " caller=- current=- none property=-");
    }

    /** What a filter of the application's can read. */
    static final class SeenByFilters implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            Object caller = request.getProperty(KeystileFeature.CALLER);
            request.getHeaders().putSingle("X-Seen", caller instanceof Caller seen ? seen.owner() : "-");
        }
    }

    /** Says who asks. */
    @Path("{any}")
    public static final class Who {
        /** Made by the runtime. */
        public Who() {}

        /** All that a method can see. */
        @GET
        public String who(
                @Context SecurityContext security,
                @BeanParam RequestCaller caller,
                @HeaderParam("X-Seen") String property) {
            @Nullable Principal user = security.getUserPrincipal();
            return (user == null ? "-" : user.getName())
                    + " " + security.getAuthenticationScheme()
                    + " secure=" + security.isSecure()
                    + " items=" + security.isUserInRole("items")
                    + " other=" + security.isUserInRole("other")
                    + " clerk=" + security.isUserInRole("clerk")
                    + " caller=" + owner(caller.orNull())
                    + " current=" + owner(CurrentCaller.get()) + " " + environment()
                    + " property=" + property;
        }

        private static String owner(@Nullable Caller caller) {
            return caller == null ? "-" : caller.owner();
        }

        private static String environment() {
            try {
                return CurrentCaller.environment().name();
            } catch (IllegalStateException e) {
                return "none";
            }
        }
    }
}
