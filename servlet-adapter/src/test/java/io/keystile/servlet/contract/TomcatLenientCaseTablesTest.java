package io.keystile.servlet.contract;

/** With all of its own checks loosened, so that the filter stands alone. */
class TomcatLenientCaseTablesTest extends TomcatCaseTablesTest {
    @Override
    protected boolean lenient() {
        return true;
    }
}
