package io.keystile.authn;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refusals to the logger {@code io.keystile.audit}, one line each, at level INFO. Of methods and paths, what is not
 * visible ASCII is percent-encoded: no caller can write a field or a line of his own.
 */
public final class AuditLog implements DecisionListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.keystile.audit");

    /** Writes to that logger. */
    public AuditLog() {}

    @Override
    public void onRefused(RefusedEvent event) {
        String path = event.path();
        LOG.info(
                "refused status={} reason={} ref={} method={} path={} address={} credential={} owner={}",
                event.reason().kind().status(),
                event.reason(),
                event.reference(),
                LogText.of(event.method()),
                path == null ? null : LogText.of(path),
                event.address(),
                event.credential(),
                event.owner());
    }
}
