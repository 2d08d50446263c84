package io.keystile.servlet;

import io.keystile.servlet.contract.TomcatHost;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 10.1, Servlet 6.0. */
final class TomcatServer implements WebServer {
    /** Held, or the level would be forgotten with it: a start and a stop say a dozen lines each. */
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    static {
        LOGGER.setLevel(Level.SEVERE);
    }

    private final TomcatHost host;

    TomcatServer(String contextPath, Application application) {
        this(contextPath, application, ready -> {});
    }

    /** With more to set on Tomcat and the context before the start. */
    TomcatServer(String contextPath, Application application, Consumer<Context> more) {
        host = new TomcatHost(contextPath);
        ErrorPage page = new ErrorPage();
        page.setErrorCode(TEAPOT);
        page.setLocation(ERROR_PAGE);
        Context context = host.context();
        context.addErrorPage(page);
        context.addServletContainerInitializer((classes, servlets) -> application.start(servlets), Set.of());
        more.accept(context);
        host.tomcat().getConnector().addUpgradeProtocol(new Http2Protocol());
        host.start();
    }

    @Override
    public int port() {
        return host.port();
    }

    @Override
    public boolean isTomcat() {
        return true;
    }

    @Override
    public void close() {
        host.close();
    }
}
