package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.JettyHost;
import io.keystile.examples.common.Program;
import io.keystile.examples.common.RateLimits.Counting;
import io.keystile.examples.common.Transactions;
import io.keystile.examples.mandateapi.registry.Principal;
import io.keystile.examples.mandateapi.registry.Registry;
import io.keystile.jaxrs.KeystileFeature;
import io.keystile.jaxrs.TokenFeature;
import io.keystile.key.Environment;
import io.keystile.oauth.TokenEndpoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/** The service, and what it serves by. */
final class MandateApiServer implements Program {
    private final JettyHost host;
    private final Databases databases;
    private final Counting counting;
    private final @Nullable Tokens tokens;
    private final Keystile keystile;

    private MandateApiServer(
            JettyHost host, Databases databases, @Nullable Tokens tokens, Options options, InstantSource clock) {
        this.host = host;
        this.databases = databases;
        this.tokens = tokens;
        Set<String> origins = options.common().origins().isEmpty()
                ? host.ownOrigins()
                : options.common().origins();
        this.counting = options.common().rateLimits().start();
        this.keystile = Guard.keystile(options, databases, counting, tokens, origins, clock);
    }

    /**
     * Starts one; it accepts requests when this returns.
     *
     * @throws io.keystile.examples.common.FlagException if the port or a database can't be had
     */
    static MandateApiServer start(Options options, InstantSource clock) throws IOException {
        JettyHost host = JettyHost.listening(options.common().port());
        Databases databases = null;
        Tokens tokens = null;
        try {
            tokens = tokens(options, host, clock);
            databases = Databases.open(options.common());
            databases.install(Registry.SCHEMA);
            MandateApiServer server = new MandateApiServer(host, databases, tokens, options, clock);
            host.serve(server.context(new Platform(databases, server.keystile, clock)), server.keystile);
            return server;
        } catch (IOException | RuntimeException e) {
            host.close();
            if (databases != null) {
                databases.close();
            }
            if (tokens != null) {
                tokens.close();
            }
            throw e;
        }
    }

    private static @Nullable Tokens tokens(Options options, JettyHost host, InstantSource clock) {
        TokenOptions chosen = options.tokens();
        return chosen == null
                ? null
                : Tokens.of(chosen, host.origin(), options.common().freshness().maxStaleness(), clock);
    }

    private ServletContextHandler context(Platform platform) {
        TokenEndpoint endpoint = tokens == null ? null : tokens.endpoint(keystile);
        ResourceConfig application = new ResourceConfig(
                        AdminCredentialsResource.class,
                        AdminResource.class,
                        AgentsResource.class,
                        AuthorizeResource.class,
                        MandatesResource.class,
                        OnboardResource.class,
                        OpenResource.class,
                        PrincipalsResource.class,
                        ReadsResource.class,
                        SettlementsResource.class,
                        WebhooksResource.class)
                // What the runtime refuses by itself, as a header that it can't read, is answered by the error handler.
                .addProperties(Map.of(
                        ServerProperties.WADL_FEATURE_DISABLE, true, CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL"))
                .register(KeystileFeature.inServlet(keystile, ""))
                .register(new Refusals(keystile))
                .register(new Problems())
                .register(new BodyLimit())
                .register(new KeySetNames())
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(platform).to(Platform.class);
                        bind(new PublicKeys(endpoint)).to(PublicKeys.class);
                    }
                });
        if (endpoint != null) {
            application.register(new TokenFeature(Tokens.routes(endpoint)));
        }
        ServletHolder jersey = new ServletHolder(new ServletContainer(application));
        jersey.setAsyncSupported(true);
        // At the start and not with the first request: what no rule covers stops the start.
        jersey.setInitOrder(0);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(jersey, "/*");
        return context;
    }

    @Override
    public String origin() {
        return host.origin();
    }

    /** For tests: what the registry holds of a client. */
    List<Principal> principals(Environment environment, String client) {
        return Transactions.run(databases.of(environment), connection -> new Registry(connection).principals(client));
    }

    @Override
    public void join() throws InterruptedException {
        host.join();
    }

    @Override
    public void close() {
        // In the order of use; each is closed, whatever the ones before it do.
        try (tokens;
                databases;
                counting;
                keystile) {
            host.close();
        }
    }
}
