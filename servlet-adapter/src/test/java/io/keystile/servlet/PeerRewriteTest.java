package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.http.HttpClient.Version;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An address that something ahead has taken from a header is no peer's: only by that name is it believed. */
class PeerRewriteTest {
    private static final String FORWARDED = "X-Forwarded-For: 198.51.100.7";

    private final Keystile byPeer = Keys.builder().build();
    private final Keystile byContainer =
            Keys.builder().clientAddress(ClientAddress.resolvedByContainer()).build();

    @Test
    void tomcatsValve_isSeen() {
        for (boolean attributes : new boolean[] {true, false}) {
            assertSeen(
                    List.of(Version.values()),
                    keystile -> new TomcatServer("", application(keystile, false), context -> {
                        RemoteIpValve valve = new RemoteIpValve();
                        valve.setRequestAttributesEnabled(attributes);
                        context.getPipeline().addValve(valve);
                    }));
        }
    }

    @Test
    void jettysCustomizer_overHttp11_isSeen() {
        assertSeen(List.of(Version.HTTP_1_1), PeerRewriteTest::customizedJetty);
    }

    /** A limit, and not a promise: Jetty names a connection of HTTP/2 by chance alone. */
    @Test
    void jettysCustomizer_overHttp2_isNotSeen() {
        try (WebServer server = customizedJetty(byPeer)) {
            assertThat(status(Version.HTTP_2, server, byPeer, "198.51.100.7/32"))
                    .isEqualTo(200);
        }
        try (WebServer server = customizedJetty(byContainer)) {
            assertByHeader(Version.HTTP_2, server);
        }
    }

    @Test
    void wrapperAhead_isSeen() {
        for (Container container : Container.values()) {
            assertSeen(List.of(Version.values()), keystile -> container.start("", application(keystile, true)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingAhead_isThePeer(Version version) {
        for (Container container : Container.values()) {
            try (WebServer server = container.start("", application(byPeer, false))) {
                assertThat(status(version, server, byPeer, "127.0.0.1/32")).isEqualTo(200);
                assertThat(status(version, server, byPeer, "198.51.100.7/32")).isEqualTo(403);
            }
        }
    }

    @FunctionalInterface
    private interface Start {
        WebServer of(Keystile keystile);
    }

    private static WebServer customizedJetty(Keystile keystile) {
        return new JettyServer(
                "",
                application(keystile, false),
                (settings, server) -> settings.addCustomizer(new ForwardedRequestCustomizer()));
    }

    private void assertSeen(List<Version> versions, Start start) {
        try (WebServer server = start.of(byPeer)) {
            for (Version version : versions) {
                assertThat(status(version, server, byPeer, "0.0.0.0/0")).isEqualTo(403);
            }
        }
        try (WebServer server = start.of(byContainer)) {
            versions.forEach(version -> assertByHeader(version, server));
        }
    }

    private void assertByHeader(Version version, WebServer server) {
        assertThat(status(version, server, byContainer, "198.51.100.7/32")).isEqualTo(200);
        assertThat(status(version, server, byContainer, "127.0.0.1/32")).isEqualTo(403);
    }

    private static int status(Version version, WebServer server, Keystile keystile, String allowed) {
        NewCredential credential = NewCredential.principal("prn_1", "cli_1")
                .access(Access.only("read"))
                .allowAddresses(allowed);
        String key = "X-API-Key: " + Keys.issue(keystile, credential);
        Http2 http = version == Version.HTTP_2 ? Http2.connect(server.port()) : Http2.older(server.port());
        return http.get("/api/read", key, FORWARDED).status();
    }

    private static WebServer.Application application(Keystile keystile, boolean wrapped) {
        return context -> {
            if (wrapped) {
                context.addFilter(
                                "rewriter",
                                (request, response, chain) ->
                                        chain.doFilter(new Forwarded((HttpServletRequest) request), response))
                        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
            }
            KeystileFilter.register(context, new KeystileFilter(keystile).withoutHandlerCheck(), "/*");
            Pages.say(context, "/api/read", "ok");
        };
    }

    /** As Spring's ForwardedHeaderFilter would have it. */
    private static final class Forwarded extends HttpServletRequestWrapper {
        Forwarded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRemoteAddr() {
            return getHeader("X-Forwarded-For");
        }
    }
}
