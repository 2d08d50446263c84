package io.keystile.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.servlet.SessionEnvironment;
import io.keystile.store.InMemoryCredentialStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** The gate, and the rule of the routes, where the filter that decides is missing from the chain. */
class RouteGateTest {
    private final Keystile keystile = Keystile.builder()
            .keys(KeyFormat.withPrefix("acme"))
            .policy(AccessPolicy.builder()
                    .guard("/api")
                    .open("GET", "/api/health$")
                    .build())
            .store(Environment.LIVE, new InMemoryCredentialStore())
            .clientAddress(ClientAddress.peer())
            .build();
    private final Routes routes = new Routes();
    private final RouteGate gate;

    RouteGateTest() {
        routes.add("/api/**");
        routes.guardedBy(keystile);
        gate = new RouteGate(routes, keystile, request -> true, SessionEnvironment.live());
    }

    @AfterEach
    void close() {
        keystile.close();
    }

    private int statusOf(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        gate.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    @Test
    void whatWasNotDecided_passesNowhere_openRoutesIncluded() throws Exception {
        assertThat(statusOf(new MockHttpServletRequest("GET", "/api/items"))).isEqualTo(401);
        assertThat(statusOf(new MockHttpServletRequest("GET", "/api/health"))).isEqualTo(401);
        assertThat(statusOf(new MockHttpServletRequest("GET", "/elsewhere"))).isEqualTo(200);
    }

    @Test
    void attributeOfTheSameName_isNoDecision() throws Exception {
        MockHttpServletRequest forged = new MockHttpServletRequest("GET", "/api/items");
        forged.setAttribute(
                "io.keystile.servlet.decided." + Integer.toHexString(System.identityHashCode(keystile)), "granted");
        forged.setAttribute("io.keystile.caller", "prn_1");

        assertThat(statusOf(forged)).isEqualTo(401);
    }

    @Test
    void ruleOfTheRoutes_deniesLikewise() {
        RequestAuthorizationContext undecided =
                new RequestAuthorizationContext(new MockHttpServletRequest("GET", "/api/items"));

        assertThat(new DecidedOnly(routes)
                        .authorize(RouteGateTest::nobody, undecided)
                        .isGranted())
                .isFalse();
    }

    private static Authentication nobody() {
        return UsernamePasswordAuthenticationToken.unauthenticated("nobody", "");
    }
}
