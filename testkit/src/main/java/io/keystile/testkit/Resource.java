package io.keystile.testkit;

import java.util.function.Function;

/**
 * What stands behind the adapter at one path and everything below it, for every method, and says who it is.
 *
 * @param name of its answers' {@code X-Resource}
 * @param path within the application: {@code /api/v1/mandates}
 * @param answers what it does
 */
public record Resource(String name, String path, Function<Exchange, Reply> answers) {}
