package io.keystile.servlet.contract.ee10;

/** With all of its own checks loosened, so that the filter stands alone. */
class JettyLenientHttpAdapterTest extends JettyHttpAdapterTest {
    @Override
    protected boolean lenient() {
        return true;
    }
}
