package io.keystile.lifecycle;

import io.keystile.credential.CredentialId;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a lifecycle issues by, beside the store. Thread-safe.
 *
 * <p>Its parts: the environment of the keys, their format, the clock that deadlines are set by, the limits of rotations.
 */
public final class LifecycleSetup {
    private final Environment environment;
    private final KeyFormat format;
    private final InstantSource clock;
    private final LifecycleLimits limits;
    private final SecureRandom random = new SecureRandom();
    private final KeyGenerator keys = new KeyGenerator(random);

    /** The four parts. */
    public LifecycleSetup(Environment environment, KeyFormat format, InstantSource clock, LifecycleLimits limits) {
        this.environment = environment;
        this.format = format;
        this.clock = clock;
        this.limits = limits;
    }

    Environment environment() {
        return environment;
    }

    InstantSource clock() {
        return clock;
    }

    LifecycleLimits limits() {
        return limits;
    }

    ApiKey nextKey() {
        return keys.next(format, environment);
    }

    CredentialId nextId(Instant now) {
        return CredentialId.next(now, random);
    }
}
