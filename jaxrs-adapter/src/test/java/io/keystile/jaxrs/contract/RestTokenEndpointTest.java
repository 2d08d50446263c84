package io.keystile.jaxrs.contract;

import io.keystile.Keystile;
import io.keystile.servlet.contract.OAuthTokens;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenEndpointContract;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;

/** As the container comes. */
class RestTokenEndpointTest extends TokenEndpointContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return GuardedRest.start(keystile, setup);
    }

    @Override
    protected TokenService tokens(TokenSettings settings) {
        return new OAuthTokens(settings);
    }
}
