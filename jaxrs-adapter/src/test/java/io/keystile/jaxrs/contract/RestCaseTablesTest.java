package io.keystile.jaxrs.contract;

import io.keystile.Keystile;
import io.keystile.servlet.contract.OAuthTokens;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import io.keystile.testkit.cases.CaseTablesContract;

/** As the container comes. */
class RestCaseTablesTest extends CaseTablesContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return GuardedRest.start(keystile, setup);
    }

    @Override
    protected TokenService tokens(TokenSettings settings) {
        return new OAuthTokens(settings);
    }
}
