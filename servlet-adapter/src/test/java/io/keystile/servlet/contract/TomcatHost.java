package io.keystile.servlet.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat on a free port of the loopback address, with one context, whose owner sets the rest before the start. */
public final class TomcatHost implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    /** Makes it; nothing is started. */
    public TomcatHost(String contextPath) {
        try {
            Path base = Files.createTempDirectory("keystile-tomcat");
            base.toFile().deleteOnExit();
            tomcat.setBaseDir(base.toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            context = tomcat.addContext(contextPath, base.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For what else there is to set. */
    public Tomcat tomcat() {
        return tomcat;
    }

    /** The one application. */
    public Context context() {
        return context;
    }

    /**
     * Starts.
     *
     * @throws IllegalStateException if the application does not; Tomcat is stopped then
     */
    public void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        if (!context.getState().isAvailable()) {
            close();
            throw new IllegalStateException("the application did not start");
        }
    }

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
}
