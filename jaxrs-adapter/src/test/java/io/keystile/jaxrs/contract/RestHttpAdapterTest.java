package io.keystile.jaxrs.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.HttpAdapterContract;
import io.keystile.testkit.ServerSetup;

/** As the container comes. */
class RestHttpAdapterTest extends HttpAdapterContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return GuardedRest.start(keystile, setup);
    }
}
