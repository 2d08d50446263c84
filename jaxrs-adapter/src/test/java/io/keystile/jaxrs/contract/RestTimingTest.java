package io.keystile.jaxrs.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.cases.UniformTimingContract;

class RestTimingTest extends UniformTimingContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return GuardedRest.start(keystile, setup);
    }
}
