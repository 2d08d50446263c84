package io.keystile.authn;

import io.keystile.key.Environment;
import java.util.List;

/**
 * Knows which principals a client has: where it is given, a client's key on a route of the principal plane alone stands for the
 * client's one principal. With none, or two and more, the key is refused there with 401. Called by many threads, on the
 * request's own, after the key was found to be live.
 *
 * <p>The answer is used at once and not kept, so it is as fresh as the application's own data. What it throws is an outage: 503.
 */
@FunctionalInterface
public interface ClientTenancy {
    /** The ids of the client's principals that are not deleted; of several, two are enough. */
    List<String> principalsOf(Environment environment, String client);
}
