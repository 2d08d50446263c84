package io.keystile.servlet.contract.ee10;

import io.keystile.Keystile;
import io.keystile.servlet.contract.OAuthTokens;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenEndpointContract;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;

/** As it comes. */
class JettyTokenEndpointTest extends TokenEndpointContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return JettyGuardedServer.start(keystile, setup);
    }

    @Override
    protected TokenService tokens(TokenSettings settings) {
        return new OAuthTokens(settings);
    }
}
