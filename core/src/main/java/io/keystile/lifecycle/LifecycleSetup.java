package io.keystile.lifecycle;

import io.keystile.credential.CredentialId;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a lifecycle issues by, beside the store. Thread-safe.
 *
 * <p>Its parts: the environment of the keys, their formats, the clock that deadlines are set by, the limits of rotations.
 */
public final class LifecycleSetup {
    private final Environment environment;
    private final KeyFormats formats;
    private final InstantSource clock;
    private final LifecycleLimits limits;
    private final SecureRandom random = new SecureRandom();
    private final KeyGenerator keys = new KeyGenerator(random);

    /** The four parts, with one format, and none for imported keys. */
    public LifecycleSetup(Environment environment, KeyFormat format, InstantSource clock, LifecycleLimits limits) {
        this(environment, KeyFormats.of(format), clock, limits);
    }

    /** The four parts. */
    public LifecycleSetup(Environment environment, KeyFormats formats, InstantSource clock, LifecycleLimits limits) {
        this.environment = environment;
        this.formats = formats;
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
        return keys.next(formats.issuing(), environment);
    }

    /** What is shown of a key of a format of our own that is known by its hash alone. */
    String hintOfUnseenKey() {
        return formats.issuing().prefix() + "_…";
    }

    /** The configured format of that name; null for none. */
    @Nullable
    ImportedFormat imported(String name) {
        for (ImportedFormat format : formats.imported()) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        return null;
    }

    CredentialId nextId(Instant now) {
        return CredentialId.next(now, random);
    }
}
