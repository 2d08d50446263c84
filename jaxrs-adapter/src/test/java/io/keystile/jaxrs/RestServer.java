package io.keystile.jaxrs;

import io.keystile.jaxrs.runtime.RestRuntime;
import io.keystile.servlet.contract.JettyHost;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.ServerSetup;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Jetty with an application at {@code /api}, to be asked over sockets. */
final class RestServer implements AutoCloseable {
    private final GuardedServer jetty;

    private RestServer(GuardedServer jetty) {
        this.jetty = jetty;
    }

    /** Of these classes and objects. */
    static RestServer start(Object... components) {
        return start(context -> {}, components);
    }

    /** Likewise, with more in its context. */
    static RestServer start(Consumer<ServletContextHandler> more, Object... components) {
        ServletContextHandler context = new ServletContextHandler("/");
        TestSessions.addTo(context);
        more.accept(context);
        RestRuntime.mount(context, TestApplication.of(components), "/api");
        return new RestServer(new JettyHost(context, new ServerSetup("", false, List.of())));
    }

    RawAnswer ask(String requestLine, String... headerLines) {
        return RawHttp.ask(jetty.port(), requestLine, headerLines);
    }

    RawAnswer get(String path, String... headerLines) {
        return ask("GET " + path, headerLines);
    }

    int port() {
        return jetty.port();
    }

    @Override
    public void close() {
        jetty.close();
    }
}
