package io.keystile.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the signing keys are.
 *
 * @param readAt when they were last read, or made
 * @param problem why what has been read since is not used, or what is missing from it; null: nothing. The keys that were read
 *     before stay in use meanwhile, one that was to be removed among them
 */
public record SigningKeysHealth(Instant readAt, @Nullable String problem) {}
