package io.keystile.servlet.contract.ee11;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.HttpAdapterContract;
import io.keystile.testkit.ServerSetup;

/** As it comes. */
class JettyHttpAdapterTest extends HttpAdapterContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return JettyGuardedServer.start(keystile, setup);
    }
}
