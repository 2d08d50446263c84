package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.JettyHost;
import io.keystile.examples.common.Program;
import io.keystile.jaxrs.KeystileFeature;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;

/** The service, and what it serves by. */
final class MandateApiServer implements Program {
    private final JettyHost host;
    private final Databases databases;
    private final Keystile keystile;

    private MandateApiServer(JettyHost host, Databases databases, Keystile keystile) {
        this.host = host;
        this.databases = databases;
        this.keystile = keystile;
    }

    /**
     * Starts one; it accepts requests when this returns.
     *
     * @throws io.keystile.examples.common.FlagException if the port or a database can't be had
     */
    static MandateApiServer start(Options options, InstantSource clock) throws IOException {
        JettyHost host = JettyHost.listening(options.common().port());
        Databases databases = null;
        try {
            databases = Databases.open(options.common());
            Set<String> origins = options.common().origins().isEmpty()
                    ? host.ownOrigins()
                    : options.common().origins();
            Keystile keystile = Guard.keystile(options, databases, origins, clock);
            MandateApiServer server = new MandateApiServer(host, databases, keystile);
            Platform platform = new Platform(databases, keystile, clock);
            platform.install();
            host.serve(server.context(platform), keystile);
            return server;
        } catch (IOException | RuntimeException e) {
            host.close();
            if (databases != null) {
                databases.close();
            }
            throw e;
        }
    }

    private ServletContextHandler context(Platform platform) {
        ResourceConfig application = new ResourceConfig()
                .addProperties(Map.of(
                        ServerProperties.WADL_FEATURE_DISABLE,
                        true,
                        // Errors with our own bodies, never the container's pages.
                        ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR,
                        true))
                .register(KeystileFeature.inServlet(keystile, ""))
                .register(new Refusals(keystile))
                .register(new Problems())
                .register(new OpenResource())
                .register(new AdminResource(platform))
                .register(new AdminCredentialsResource(platform))
                .register(new OnboardResource(platform))
                .register(new PrincipalsResource(platform))
                .register(new AgentsResource(platform))
                .register(new MandatesResource(platform))
                .register(new AuthorizeResource(platform))
                .register(new WebhooksResource(platform))
                .register(new SettlementsResource(platform))
                .register(new ReadsResource(platform));
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

    Keystile keystile() {
        return keystile;
    }

    @Override
    public void join() throws InterruptedException {
        host.join();
    }

    @Override
    public void close() {
        try {
            host.close();
        } finally {
            keystile.close();
            databases.close();
        }
    }
}
