package io.keystile.jaxrs;

import io.keystile.key.Environment;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Where the data of a session's user lies: {@link Environment#LIVE} unless the application says otherwise. */
@FunctionalInterface
public interface SessionEnvironment {
    /** The environment that {@link io.keystile.authn.CurrentCaller#environment()} answers during this request. */
    Environment of(ContainerRequestContext request);

    /** Live, whoever it is. */
    static SessionEnvironment live() {
        return request -> Environment.LIVE;
    }
}
