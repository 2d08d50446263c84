package io.keystile.servlet.contract.ee10;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.cases.CaseTablesContract;

/** As it comes. */
class JettyCaseTablesTest extends CaseTablesContract {
    @Override
    protected GuardedServer start(Keystile keystile, ServerSetup setup) {
        return JettyGuardedServer.start(keystile, setup);
    }
}
