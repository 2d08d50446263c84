package io.keystile.authn;

import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.net.IpAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the operator may know it. Holds no request, and no more of a key than its hint.
 *
 * @param at when
 * @param reference what the answer's {@code X-Decision-Ref} says
 * @param reason why
 * @param method as received, at most 32 characters of it
 * @param path the canonical path, keys in it redacted, at most 512 characters of it; null: the target has none
 * @param address the caller's; null: not known
 * @param environment the key's; null: no well-formed key
 * @param credential whose key it was; null: nobody's
 * @param owner whom the credential resolves to; null likewise
 */
public record RefusedEvent(
        Instant at,
        String reference,
        Reason reason,
        String method,
        @Nullable String path,
        @Nullable IpAddress address,
        @Nullable Environment environment,
        @Nullable CredentialId credential,
        @Nullable String owner) {}
