package io.keystile.jaxrs.contract;

import io.keystile.Keystile;
import io.keystile.jaxrs.KeystileFeature;
import io.keystile.jaxrs.TestApplication;
import io.keystile.jaxrs.TestSessions;
import io.keystile.jaxrs.TokenFeature;
import io.keystile.jaxrs.runtime.RestRuntime;
import io.keystile.servlet.contract.JettyHost;
import io.keystile.servlet.contract.OAuthTokens;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Jetty with the runtime in it, and the feature in front of a set-up's resources. */
final class GuardedRest {
    private GuardedRest() {}

    static GuardedServer start(Keystile keystile, ServerSetup setup) {
        ServletContextHandler context =
                new ServletContextHandler(setup.contextPath().isEmpty() ? "/" : setup.contextPath());
        context.getServletHandler().setDecodeAmbiguousURIs(setup.lenient());
        TestSessions.addTo(context);
        KeystileFeature feature = KeystileFeature.inServlet(keystile, "").withoutResourceCheck();
        List<Object> components = new ArrayList<>(List.of(feature, new Everything(setup)));
        if (setup.tokens() instanceof OAuthTokens tokens) {
            components.add(new TokenFeature(tokens.routes(keystile)));
        }
        RestRuntime.mount(context, TestApplication.of(components.toArray()), "");
        return new JettyHost(context, setup);
    }
}
