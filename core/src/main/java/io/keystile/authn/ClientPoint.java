package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a principal that asks for a token with its id and its key. Found by the key's hash and never by the id, so
 * that an unknown id, a wrong key and another's key are the same work.
 */
final class ClientPoint {
    private final KeyFormats formats;
    private final Map<Environment, KeySource> sources;
    private final KeySearch search;
    private final Passage passage;

    ClientPoint(KeyFormats formats, Map<Environment, KeySource> sources, KeySearch search, Passage passage) {
        this.formats = formats;
        this.sources = sources;
        this.search = search;
        this.passage = passage;
    }

    ClientDecision decide(
            RequestView request, String path, @Nullable String clientId, @Nullable String secret, KeyFinish finish) {
        if (clientId == null || secret == null) {
            return Refused.of(Reason.NO_CREDENTIAL, request, path, null);
        }
        KeyShape shape = formats.shapeOf(secret);
        if (shape == null) {
            return Refused.of(Reason.MALFORMED_KEY, request, path, null);
        }
        KeyHash hash = KeyHash.ofWellFormed(secret);
        KeySource source = sources.get(shape.environment());
        if (source == null) {
            return Refused.of(Reason.ENVIRONMENT_NOT_SERVED, request, path, null);
        }
        KeySearch.Door door = live -> {
            Credential credential = live.credential();
            boolean own = isSame(credential.owner(), clientId);
            if (credential.plane() != Plane.PRINCIPAL) {
                return Reason.WRONG_PLANE;
            }
            return own ? null : Reason.CLIENT_MISMATCH;
        };
        KeyFound found;
        try {
            found = search.find(request, secret, hash, shape, source, door);
        } catch (RuntimeException e) {
            KeyMatch kept = search.underGrace(hash, shape, source, door);
            ClientDecision decision = kept == null ? null : passage.decideClient(request, path, kept, source.millis());
            return decision instanceof TokenGrant ? decision : Outages.ofStore(e, request, path);
        }
        KeyMatch match = found.match();
        Reason against = found.against();
        if (match == null || against != null) {
            return Refused.of(against == null ? Reason.UNKNOWN_KEY : against, request, path, match);
        }
        ClientDecision decision = passage.decideClient(request, path, match, found.atMillis());
        if (decision instanceof TokenGrant) {
            finish.letIn(match, secret, shape);
        }
        return decision;
    }

    private static boolean isSame(String owner, String clientId) {
        return MessageDigest.isEqual(
                owner.getBytes(StandardCharsets.US_ASCII), clientId.getBytes(StandardCharsets.UTF_8));
    }

    /** What is done for each key that is let in. */
    @FunctionalInterface
    interface KeyFinish {
        void letIn(KeyMatch match, String key, KeyShape shape);
    }
}
