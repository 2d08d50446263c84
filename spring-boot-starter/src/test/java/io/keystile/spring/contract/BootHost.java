package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.ServerSetup;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A Boot application on a free port, used for one set-up after another: to start one for each test would take minutes. The
 * filters that guard a set-up are built for it, and taken away with it.
 */
final class BootHost {
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
                .initializers(made -> made.getBeanFactory().registerSingleton("current", current))
                .run();
        this.resources =
                new Resources(context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
        this.port =
                Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
        RawHttp.ask(port, "GET " + contextPath + "/");
    }

    /** What a host serves at the moment. */
    static final class Current {
        private volatile @Nullable ServerSetup setup;
        private volatile List<Filter> filters = List.of();

        @Nullable
        ServerSetup setup() {
            return setup;
        }

        List<Filter> filters() {
            return filters;
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
                current.setup = null;
                taken = false;
            }
        };
    }
}
