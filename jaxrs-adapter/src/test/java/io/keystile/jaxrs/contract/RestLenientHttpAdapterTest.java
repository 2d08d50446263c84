package io.keystile.jaxrs.contract;

/** With all of the container's own checks loosened, so that the feature stands alone. */
class RestLenientHttpAdapterTest extends RestHttpAdapterTest {
    @Override
    protected boolean lenient() {
        return true;
    }
}
