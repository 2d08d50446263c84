package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenEndpointContract;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import org.junit.jupiter.api.AfterAll;

/** Within Spring Security's chain. */
class SecuredTokenEndpointTest extends TokenEndpointContract {
    private static final BootHost.Pool HOSTS = new BootHost.Pool(SecuredApplication.class, SecuredApplication::filters);

    @AfterAll
    static void stop() {
        HOSTS.close();
    }

    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return HOSTS.start(keystile, setup);
    }

    @Override
    protected TokenService tokens(TokenSettings settings) {
        return new BootTokens(settings);
    }
}
