package io.keystile.servlet.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

/** Tomcat, with the filter in front of a set-up's resources. */
final class TomcatGuardedServer implements GuardedServer {
    // Tomcat logs the first header line that it can't parse, key and all. Held here, or the level is forgotten.
    private static final Logger PARSER = Logger.getLogger("org.apache.coyote.http11.Http11Processor");

    static {
        PARSER.setLevel(Level.WARNING);
    }

    private final Tomcat tomcat = new Tomcat();

    TomcatGuardedServer(Keystile keystile, ServerSetup setup) {
        try {
            Path base = Files.createTempDirectory("keystile-tomcat");
            base.toFile().deleteOnExit();
            tomcat.setBaseDir(base.toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            Connector connector = tomcat.getConnector();
            connector.setProperty("address", "127.0.0.1");
            // By default it asks for a body (100) before any filter can refuse the request.
            connector.setProperty("continueResponseTiming", "onRead");
            connector.setProperty("maxKeepAliveRequests", "-1");
            if (setup.lenient()) {
                connector.setProperty("encodedSolidusHandling", "decode");
                connector.setProperty("allowBackslash", "true");
                connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
            }
            ((StandardHost) tomcat.getHost()).setErrorReportValveClass(PlainErrorPages.class.getName());
            tomcat.getHost().getPipeline().addValve(new PeerValve(setup));
            Context context = tomcat.addContext(setup.contextPath(), base.toString());
            context.addServletContainerInitializer(
                    (classes, servlets) -> GuardedApplication.fill(servlets, keystile, setup), Set.of());
            tomcat.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets the peer where the connector itself would: a wrapper would count as an address rewritten ahead. */
    private static final class PeerValve extends ValveBase {
        private final ServerSetup setup;

        private PeerValve(ServerSetup setup) {
            super(true);
            this.setup = setup;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            String peer = setup.peer();
            if (peer != null) {
                request.setRemoteAddr(peer);
            }
            getNext().invoke(request, response);
        }
    }
}
