package io.keystile.authn;

import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import java.time.Instant;

/**
 * What a token of ours says, proved by its signature. Not yet whether it is still good.
 *
 * @param environment where it counts
 * @param credential which it was made for
 * @param generation of the key that it was made by
 * @param tokenEpoch of the credential, when it was made
 * @param owner whom the credential resolved to then
 * @param access what was frozen into it: it may do that as far as the credential still may
 * @param end the first instant at which it is dead
 */
public record VerifiedToken(
        Environment environment,
        CredentialId credential,
        int generation,
        int tokenEpoch,
        String owner,
        Access access,
        Instant end) {}
