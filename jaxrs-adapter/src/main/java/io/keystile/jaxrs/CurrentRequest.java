package io.keystile.jaxrs;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;

/**
 * Whether a thread is still at a request. No filter runs as an asynchronous resource method leaves its thread; but the runtime
 * itself ends the request's context there, and then its proxies lead to no request, or to another.
 */
final class CurrentRequest {
    private CurrentRequest() {}

    /**
     * The request that this thread is at now.
     *
     * @param current the runtime's proxy
     */
    static BooleanSupplier of(HttpHeaders current) {
        // Weak: what outlives the request on its thread must not keep its headers, and the key among them.
        WeakReference<Object> headers = new WeakReference<>(current.getRequestHeaders());
        return () -> {
            try {
                return headers.refersTo(current.getRequestHeaders());
            } catch (RuntimeException e) {
                return false; // How a runtime says "no request" is its own affair.
            }
        };
    }
}
