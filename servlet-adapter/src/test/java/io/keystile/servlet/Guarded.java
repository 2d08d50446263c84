package io.keystile.servlet;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.List;

/** An application behind the filter, started in a container. */
final class Guarded implements AutoCloseable {
    /** Fills the application's context; {@code keystile} guards it at {@code /*}. */
    @FunctionalInterface
    interface Content {
        void fill(ServletContext context) throws ServletException;
    }

    final Keystile keystile;
    final WebServer server;
    private final String contextPath;

    private Guarded(Keystile keystile, WebServer server, String contextPath) {
        this.keystile = keystile;
        this.server = server;
        this.contextPath = contextPath;
    }

    static Guarded start(Container container, Content content) {
        return start(container, "", SessionUser.ofContainer(), content);
    }

    /** The content comes first: its filters run ahead. */
    static Guarded start(Container container, String contextPath, SessionUser user, Content content) {
        return start(container, contextPath, user, Keys.builder(), content);
    }

    static Guarded start(
            Container container, String contextPath, SessionUser user, KeystileBuilder builder, Content content) {
        Keystile keystile = builder.build();
        WebServer server = container.start(contextPath, context -> {
            content.fill(context);
            KeystileFilter.register(context, new KeystileFilter(keystile, user).withoutHandlerCheck(), "/*");
        });
        return new Guarded(keystile, server, contextPath);
    }

    /** The header line of a new key with these scopes. */
    String key(String... scopes) {
        return "X-API-Key: " + Keys.issue(keystile, scopes);
    }

    RawAnswer get(String target, String... headers) {
        return send("GET", target, headers);
    }

    RawAnswer send(String method, String target, String... headers) {
        return RawHttp.ask(server.port(), method + " " + contextPath + target, headers);
    }

    /** The lines of a text that a page has printed, whatever way it was sent. */
    static List<String> lines(RawAnswer response) {
        return response.body().lines().toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
