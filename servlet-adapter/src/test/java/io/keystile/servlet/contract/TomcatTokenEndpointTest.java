package io.keystile.servlet.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenEndpointContract;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;

/** As it comes. */
class TomcatTokenEndpointTest extends TokenEndpointContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return new TomcatGuardedServer(keystile, setup);
    }

    @Override
    protected TokenService tokens(TokenSettings settings) {
        return new OAuthTokens(settings);
    }
}
