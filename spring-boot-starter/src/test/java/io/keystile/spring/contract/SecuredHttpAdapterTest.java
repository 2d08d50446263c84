package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.HttpAdapterContract;
import io.keystile.testkit.ServerSetup;
import org.junit.jupiter.api.AfterAll;

/** Within Spring Security's chain. */
class SecuredHttpAdapterTest extends HttpAdapterContract {
    private static final BootHost.Pool HOSTS = new BootHost.Pool(SecuredApplication.class, SecuredApplication::filters);

    @AfterAll
    static void stop() {
        HOSTS.close();
    }

    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return HOSTS.start(keystile, setup);
    }
}
