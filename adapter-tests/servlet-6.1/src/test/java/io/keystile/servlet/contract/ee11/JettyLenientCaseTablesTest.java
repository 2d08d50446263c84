package io.keystile.servlet.contract.ee11;

/** With all of its own checks loosened, so that the filter stands alone. */
class JettyLenientCaseTablesTest extends JettyCaseTablesTest {
    @Override
    protected boolean lenient() {
        return true;
    }
}
