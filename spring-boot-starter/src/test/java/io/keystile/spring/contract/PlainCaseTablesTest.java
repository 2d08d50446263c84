package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import io.keystile.testkit.cases.CaseRow;
import io.keystile.testkit.cases.CaseTablesContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** Without Spring Security, whose firewall refuses much that is tried here. */
class PlainCaseTablesTest extends CaseTablesContract {
    private static final BootHost.Pool HOSTS = new BootHost.Pool(PlainApplication.class, PlainApplication::filters);

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

    @Override
    protected Optional<String> whyNot(CaseRow row) {
        return BootHost.whyNot(row);
    }
}
