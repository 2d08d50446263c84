package io.keystile.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 10.1, Servlet 6.0. */
final class TomcatServer implements WebServer {
    /** Held, or the level would be forgotten with it: a start and a stop say a dozen lines each. */
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    static {
        LOGGER.setLevel(Level.SEVERE);
    }

    private final Tomcat tomcat = new Tomcat();

    TomcatServer(String contextPath, Application application) {
        this(contextPath, application, ready -> {});
    }

    /** With more to set on Tomcat and the context before the start. */
    TomcatServer(String contextPath, Application application, Consumer<Context> more) {
        try {
            Path base = Files.createTempDirectory("keystile-tomcat");
            base.toFile().deleteOnExit();
            tomcat.setBaseDir(base.toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addContext(contextPath, base.toString());
            ErrorPage page = new ErrorPage();
            page.setErrorCode(TEAPOT);
            page.setLocation(ERROR_PAGE);
            context.addErrorPage(page);
            context.addServletContainerInitializer((classes, servlets) -> application.start(servlets), Set.of());
            more.accept(context);
            tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
            tomcat.start();
            if (!context.getState().isAvailable()) {
                close();
                throw new IllegalStateException("the application did not start");
            }
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
    public boolean isTomcat() {
        return true;
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
}
