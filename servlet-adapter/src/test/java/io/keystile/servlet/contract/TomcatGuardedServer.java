package io.keystile.servlet.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ValveBase;

/** Tomcat, with the filter in front of a set-up's resources. */
final class TomcatGuardedServer implements GuardedServer {
    // Tomcat logs the first header line that it can't parse, key and all. Held here, or the level is forgotten.
    private static final Logger PARSER = Logger.getLogger("org.apache.coyote.http11.Http11Processor");

    static {
        PARSER.setLevel(Level.WARNING);
    }

    private final TomcatHost host;

    TomcatGuardedServer(Keystile keystile, ServerSetup setup) {
        host = new TomcatHost(setup.contextPath());
        Connector connector = host.tomcat().getConnector();
        // By default it asks for a body (100) before any filter can refuse the request.
        connector.setProperty("continueResponseTiming", "onRead");
        connector.setProperty("maxKeepAliveRequests", "-1");
        if (setup.lenient()) {
            connector.setProperty("encodedSolidusHandling", "decode");
            connector.setProperty("allowBackslash", "true");
            connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
        }
        ((StandardHost) host.tomcat().getHost()).setErrorReportValveClass(PlainErrorPages.class.getName());
        host.tomcat().getHost().getPipeline().addValve(new PeerValve(setup));
        host.context()
                .addServletContainerInitializer(
                        (classes, servlets) -> GuardedApplication.fill(servlets, keystile, setup), Set.of());
        host.start();
    }

    @Override
    public int port() {
        return host.port();
    }

    @Override
    public void close() {
        host.close();
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
