package io.keystile.jaxrs.contract;

import io.keystile.jaxrs.runtime.RestRuntime;
import io.keystile.testkit.cases.CaseRow;
import java.util.Optional;

/** With all of the container's own checks loosened, so that the feature stands alone. */
class RestLenientCaseTablesTest extends RestCaseTablesTest {
    @Override
    protected boolean lenient() {
        return true;
    }

    @Override
    protected Optional<String> whyNot(CaseRow row) {
        return RestRuntime.breaksAheadOfFilters(row.id());
    }
}
