package io.keystile.jaxrs;

import io.keystile.oauth.EndpointRoutes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Serves a token endpoint of keystile-oauth2, which this class alone needs: tokens, their keys, and what else its routes name.
 * Register it beside the {@link KeystileFeature} of the same Keystile. It answers before anything is matched, what the
 * policy leaves open or outside the guarded roots. Paths are relative to the context root, as the policy's are: one that
 * doesn't lie below the application's own path never gets here.
 *
 * <p>Nothing ahead of it may read the body. In a servlet container, that is what asking for a form's parameters does; the
 * client would be told that it is not known.
 */
public final class TokenFeature implements Feature {
    private final EndpointRoutes routes;

    /** Serves these. */
    public TokenFeature(EndpointRoutes routes) {
        this.routes = routes;
    }

    /**
     * Registers its filter.
     *
     * @throws io.keystile.ConfigurationException if the policy guards one of the paths
     */
    @Override
    public boolean configure(FeatureContext context) {
        routes.requireOpen();
        // Right behind the decision.
        context.register(new TokenFilter(routes), Priorities.AUTHENTICATION + 1);
        return true;
    }
}
