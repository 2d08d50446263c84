package io.keystile.spring.contract;

import io.keystile.testkit.ServerSetup;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.jspecify.annotations.Nullable;

/**
 * What a contract asks of Tomcat, reached by its requests: Boot's own ways to its settings have other packages in 3 and in 4.
 */
final class TomcatTuning implements Filter {
    // Tomcat logs the first header line that it can't parse, key and all. Held here, or the level is forgotten.
    private static final Logger PARSER = Logger.getLogger("org.apache.coyote.http11.Http11Processor");

    static {
        PARSER.setLevel(Level.WARNING);
    }

    private final Supplier<@Nullable ServerSetup> setup;

    TomcatTuning(Supplier<@Nullable ServerSetup> setup) {
        this.setup = setup;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Request own = own(request);
        // By default it asks for a body (100) before any filter can refuse the request.
        own.getConnector().setProperty("continueResponseTiming", "onRead");
        own.getConnector().setProperty("maxKeepAliveRequests", "-1");
        ServerSetup current = setup.get();
        String peer = current == null ? null : current.peer();
        if (peer != null) {
            // Where the connector itself would: a wrapper would count as an address rewritten ahead.
            own.setRemoteAddr(peer);
        }
        chain.doFilter(request, response);
    }

    private static Request own(ServletRequest request) throws ServletException {
        try {
            Field field = RequestFacade.class.getDeclaredField("request");
            field.setAccessible(true);
            return (Request) field.get(request);
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }
}
