package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.servlet.TokenServlet;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.cases.CaseRow;
import jakarta.servlet.Filter;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A Boot application on a free port, used for one set-up after another: to start one for each test would take minutes. The
 * filters that guard a set-up are built for it, and taken away with it.
 */
final class BootHost {
    private static final Set<String> SWITCHED_OFF = Set.of("T130", "T133");

    private final String contextPath;
    private final Current current = new Current();
    private final ConfigurableApplicationContext context;
    private final Resources resources;
    private final int port;
    private boolean taken;

    private BootHost(Class<?> application, String contextPath) {
        this.contextPath = contextPath;
        this.context = new SpringApplicationBuilder(application)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "server.servlet.context-path=" + contextPath,
                        "spring.web.resources.add-mappings=false",
                        "spring.main.banner-mode=off")
                .initializers(made -> {
                    made.getBeanFactory().registerSingleton("current", current);
                    made.getBeanFactory()
                            .registerSingleton(
                                    "tokenServlet",
                                    new ServletRegistrationBean<>(
                                            new CurrentTokens(current),
                                            "/oauth/token",
                                            "/oauth/introspect",
                                            "/.well-known/jwks.json"));
                })
                .run();
        this.resources =
                new Resources(context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
        this.port =
                Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
        RawHttp.ask(port, "GET " + contextPath + "/");
    }

    /** Why a row can't hold on Boot. */
    static Optional<String> whyNot(CaseRow row) {
        return row.table().equals("token-endpoint") && SWITCHED_OFF.contains(row.id())
                ? Optional.of(
                        "switched off, the path has the 404 page that Boot has for any, with a member named error")
                : Optional.empty();
    }

    /** What a host serves at the moment. */
    static final class Current {
        private volatile @Nullable ServerSetup setup;
        private volatile List<Filter> filters = List.of();
        private volatile @Nullable TokenServlet tokens;

        @Nullable
        ServerSetup setup() {
            return setup;
        }

        List<Filter> filters() {
            return filters;
        }
    }

    /** The token endpoint of the set-up; without one its paths are the application's, as where no servlet is there. */
    private static final class CurrentTokens extends GenericServlet {
        private static final long serialVersionUID = 1L;

        private final transient Current current;

        CurrentTokens(Current current) {
            this.current = current;
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            TokenServlet tokens = current.tokens;
            if (tokens != null) {
                tokens.service(request, response);
            } else {
                getServletContext().getNamedDispatcher("dispatcherServlet").forward(request, response);
            }
        }
    }

    /** How a host is guarded. */
    interface Guard {
        List<Filter> filters(ConfigurableApplicationContext context, Keystile keystile);
    }

    /** The hosts of one application. */
    static final class Pool implements AutoCloseable {
        private final Class<?> application;
        private final Guard guard;
        private final List<BootHost> hosts = new ArrayList<>();

        Pool(Class<?> application, Guard guard) {
            this.application = application;
            this.guard = guard;
        }

        GuardedServer start(Keystile keystile, ServerSetup setup) {
            BootHost host = hosts.stream()
                    .filter(idle -> !idle.taken && idle.contextPath.equals(setup.contextPath()))
                    .findFirst()
                    .orElseGet(() -> {
                        BootHost more = new BootHost(application, setup.contextPath());
                        hosts.add(more);
                        return more;
                    });
            return host.serve(guard, keystile, setup);
        }

        @Override
        public void close() {
            hosts.forEach(host -> host.context.close());
            hosts.clear();
        }
    }

    private GuardedServer serve(Guard guard, Keystile keystile, ServerSetup setup) {
        taken = true;
        current.filters = guard.filters(context, keystile);
        current.tokens = setup.tokens() instanceof BootTokens tokens ? new TokenServlet(tokens.routes(keystile)) : null;
        current.setup = setup;
        resources.map(setup);
        return new GuardedServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                resources.unmap();
                current.filters = List.of();
                current.tokens = null;
                current.setup = null;
                taken = false;
            }
        };
    }
}
