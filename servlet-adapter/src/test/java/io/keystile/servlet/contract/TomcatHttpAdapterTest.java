package io.keystile.servlet.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.HttpAdapterContract;
import io.keystile.testkit.ServerSetup;

/** As it comes. */
class TomcatHttpAdapterTest extends HttpAdapterContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return new TomcatGuardedServer(keystile, setup);
    }
}
