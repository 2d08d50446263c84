package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import io.keystile.testkit.cases.CaseRow;
import io.keystile.testkit.cases.CaseTablesContract;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/** Within Spring Security's chain. */
class SecuredCaseTablesTest extends CaseTablesContract {
    private static final BootHost.Pool HOSTS = new BootHost.Pool(SecuredApplication.class, SecuredApplication::filters);

    /** Tokens with an ideographic full stop, and with a space of no width. */
    private static final Set<String> BEYOND_LATIN = Set.of("J016", "J048");

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
        boolean slashesFirst = row.table().equals("paths")
                && !row.cell("ctx").equals("/")
                && row.cell("target").startsWith("//");
        if (slashesFirst) {
            return Optional.of("Spring answers 500 before any chain: it finds no context path in the target");
        }
        return row.table().equals("jwt") && BEYOND_LATIN.contains(row.id())
                ? Optional.of("Spring's firewall answers 400: the header holds characters that it takes for none")
                : BootHost.whyNot(row);
    }
}
