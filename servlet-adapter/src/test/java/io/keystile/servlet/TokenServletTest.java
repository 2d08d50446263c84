package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.policy.AccessPolicy;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The token endpoint in a container: how it gets there, and requests that the container hands on. */
@ParameterizedClass
@EnumSource(Container.class)
class TokenServletTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    @Parameter
    private Container container = Container.JETTY;

    private final JwtAccessTokens tokens = JwtAccessTokens.builder(SigningKeys.madeForThisProcess(TokenAlgorithm.ES256))
            .issuer("https://auth.example")
            .audience("https://api.example")
            .build();

    private Keystile keystile(AccessPolicy policy) {
        return Keys.builder(policy).accessTokens(tokens).build();
    }

    private EndpointRoutes routes(Keystile keystile) {
        return EndpointRoutes.of(TokenEndpoint.builder(keystile, tokens).build());
    }

    private WebServer start(Keystile keystile, Guarded.Content content) {
        return container.start("", context -> {
            content.fill(context);
            KeystileFilter.register(context, new KeystileFilter(keystile).withoutHandlerCheck(), "/*");
        });
    }

    private static RawAnswer post(WebServer server, String path, Keystile keystile) {
        String body = "grant_type=client_credentials&client_id=prn_1&client_secret=" + Keys.issue(keystile, "read");
        return RawHttp.ask(server.port(), "POST " + path, List.of(FORM, "Content-Length: " + body.length()), body);
    }

    private static String bearer(RawAnswer answer) {
        Matcher token = TOKEN.matcher(answer.body());
        assertThat(token.find()).as("%s", answer.statusLine()).isTrue();
        return "Authorization: Bearer " + token.group(1);
    }

    @Test
    void forward_withAToken_isJudgedAgainForTheSameCaller() {
        Keystile keystile = keystile(Keys.policy().build());
        try (WebServer server = start(keystile, context -> {
            TokenServlet.register(context, routes(keystile));
            for (String path : List.of("/api/read/page", "/api/write/page")) {
                Pages.add(
                        context,
                        path,
                        (request, response) -> response.getWriter()
                                .print(Objects.requireNonNull(request.getUserPrincipal())
                                        .getName()));
            }
            Pages.add(
                    context,
                    "/api/read/forward",
                    (request, response) -> Objects.requireNonNull(
                                    request.getRequestDispatcher(request.getParameter("to")))
                            .forward(request, response));
        })) {
            String bearer = bearer(post(server, "/oauth/token", keystile));

            RawAnswer allowed = RawHttp.ask(server.port(), "GET /api/read/forward?to=/api/read/page", bearer);
            assertThat(allowed.status()).isEqualTo(200);
            assertThat(allowed.body().strip()).isEqualTo("prn_1");
            assertThat(RawHttp.ask(server.port(), "GET /api/read/forward?to=/api/write/page", bearer)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void endpoint_reachedByADispatch_servesAForwardAndNoInclude() {
        Keystile keystile = keystile(Keys.policy().build());
        try (WebServer server = start(keystile, context -> {
            TokenServlet.register(context, routes(keystile));
            Pages.add(
                    context,
                    "/v2/token",
                    (request, response) -> Objects.requireNonNull(request.getRequestDispatcher("/oauth/token"))
                            .forward(request, response));
            Pages.add(
                    context,
                    "/v2/page",
                    (request, response) -> Objects.requireNonNull(request.getRequestDispatcher("/oauth/token"))
                            .include(request, response));
        })) {
            assertThat(post(server, "/v2/token", keystile).status()).isEqualTo(200);
            RawAnswer included = post(server, "/v2/page", keystile);
            assertThat(included.status()).isEqualTo(500);
            assertThat(included.body()).doesNotContain("access_token");
        }
    }

    @Test
    void asynchronousDispatch_isServed() {
        Keystile keystile = keystile(Keys.policy().build());
        Filter later = (request, response, chain) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
            } else {
                chain.doFilter(request, response);
            }
        };
        try (WebServer server = start(keystile, context -> {
            TokenServlet.register(context, routes(keystile));
            var filter = context.addFilter("later", later);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/oauth/*");
        })) {
            assertThat(post(server, "/oauth/token", keystile).status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatAFilterHasReadAway_isAClientThatIsNotKnown() {
        Keystile keystile = keystile(Keys.policy().build());
        try (WebServer server = start(keystile, context -> {
            TokenServlet.register(context, routes(keystile));
            context.addFilter("greedy", (request, response, chain) -> {
                        assertThat(((HttpServletRequest) request).getParameter("grant_type"))
                                .isNotNull();
                        chain.doFilter(request, response);
                    })
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/oauth/*");
        })) {
            assertThat(post(server, "/oauth/token", keystile).status()).isEqualTo(401);
        }
    }

    @Test
    void mappedToMore_itServesItsPathsAlone() {
        Keystile keystile = keystile(Keys.policy().build());
        try (WebServer server = start(
                keystile,
                context -> context.addServlet("token", new TokenServlet(routes(keystile)))
                        .addMapping("/oauth/*"))) {
            assertThat(post(server, "/oauth/token", keystile).status()).isEqualTo(200);
            for (String path : List.of("/oauth/token/", "/oauth/token/x", "/oauth/other")) {
                assertThat(post(server, path, keystile).status()).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void policyThatGuardsIt_stopsTheStart() {
        Keystile keystile = keystile(Keys.policy().guard("/oauth").build());

        assertThatThrownBy(() -> new TokenServlet(routes(keystile)).init(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/oauth/token: guarded by the policy")
                .hasMessageNotContaining("jwks");
        assertThatThrownBy(() -> start(keystile, context -> TokenServlet.register(context, routes(keystile)))
                        .close())
                .isInstanceOf(RuntimeException.class);
        Keystile opened =
                keystile(Keys.policy().guard("/oauth").open("/oauth/token").build());
        try (WebServer server = start(opened, context -> TokenServlet.register(context, routes(opened)))) {
            assertThat(post(server, "/oauth/token", opened).status()).isEqualTo(200);
        }
    }

    @Test
    void registeredTwice_isRefused() {
        Keystile keystile = keystile(Keys.policy().build());
        AtomicReference<RuntimeException> second = new AtomicReference<>();
        try (WebServer server = start(keystile, context -> registerTwice(context, keystile, second))) {
            assertThat(post(server, "/oauth/token", keystile).status()).isEqualTo(200);
        }
        assertThat(second.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("keystile-token");
    }

    private void registerTwice(ServletContext context, Keystile keystile, AtomicReference<RuntimeException> second) {
        TokenServlet.register(context, routes(keystile));
        try {
            TokenServlet.register(context, routes(keystile));
        } catch (IllegalStateException e) {
            second.set(e);
        }
    }

    @Test
    void handlerCheck_knowsIt() {
        Keystile keystile = keystile(
                AccessPolicy.builder().guard("/api").scope("/api/read", "read").build());
        try (WebServer server = container.start("", context -> {
            TokenServlet.register(context, routes(keystile));
            Pages.add(context, "/api/*", (request, response) -> response.setStatus(200));
            KeystileFilter.register(context, new KeystileFilter(keystile), "/api/*");
        })) {
            assertThat(post(server, "/oauth/token", keystile).status()).isEqualTo(200);
        }
    }
}
