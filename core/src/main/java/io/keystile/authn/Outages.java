package io.keystile.authn;

import io.keystile.cache.LookUpRefusedException;
import io.keystile.request.RequestView;
import io.keystile.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refusals of requests that can be neither let on nor found bad, since what would tell can't be asked. */
final class Outages {
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private Outages() {}

    // A store that fails in a way of its own can't be asked either: no answer is not the answer "unknown".
    static Refused ofStore(RuntimeException e, RequestView request, String path) {
        if (e instanceof LookUpRefusedException) {
            return Refused.of(Reason.LOOK_UPS_EXCEEDED, request, path, null);
        }
        if (!(e instanceof StoreUnavailableException)) {
            LOG.error("The credential store failed", e);
        }
        return Refused.of(Reason.STORE_UNAVAILABLE, request, path, null);
    }

    // Its name alone: what a verifier of somebody's own throws may quote the token.
    static Refused ofVerifier(RuntimeException e, RequestView request, String path) {
        if (e instanceof TokenChecksFullException) {
            return Refused.of(Reason.TOKEN_CHECKS_EXCEEDED, request, path, null);
        }
        LOG.error("The verifier of access tokens failed: {}", e.getClass().getName());
        return Refused.of(Reason.TOKEN_VERIFIER_FAILED, request, path, null);
    }
}
