package io.keystile.servlet.contract;

import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty, with a context in it that a Servlet version of its own made and {@link GuardedApplication} fills. */
public final class JettyHost implements GuardedServer {
    private final Server server = new Server();
    private final ServerConnector connector;

    /** Starts with {@code context}. */
    public JettyHost(Handler context, ServerSetup setup) {
        HttpConfiguration configuration = new HttpConfiguration();
        if (setup.lenient()) {
            configuration.setUriCompliance(UriCompliance.UNSAFE);
        }
        connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new PeerHandler(context, setup));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets the peer where the connection itself would: a wrapper would count as an address rewritten ahead. */
    private static final class PeerHandler extends Handler.Wrapper {
        private final ServerSetup setup;

        private PeerHandler(Handler handler, ServerSetup setup) {
            super(handler);
            this.setup = setup;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String peer = setup.peer();
            return super.handle(peer == null ? request : new FromPeer(request, peer), response, callback);
        }
    }

    private static final class FromPeer extends Request.Wrapper {
        private final ConnectionMetaData connection;

        private FromPeer(Request request, String peer) {
            super(request);
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                // The connection's own has its true peer in it, which the filter knows.
                @Override
                public String getId() {
                    return "simulated";
                }

                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return InetSocketAddress.createUnresolved(peer, 1234);
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }
    }
}
