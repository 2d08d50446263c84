package io.keystile.testkit;

import io.keystile.authn.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request as a resource sees it behind the adapter.
 *
 * @param method as the container tells it
 * @param path as the container routed it: decoded, within the application
 * @param query raw; null for none
 * @param caller whom the adapter attached; null in a session and on open routes
 * @param user the name of the framework's own user principal; null for none
 */
public record Exchange(
        String method,
        String path,
        @Nullable String query,
        @Nullable Caller caller,
        @Nullable String user) {}
