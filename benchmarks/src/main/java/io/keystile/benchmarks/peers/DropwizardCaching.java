package io.keystile.benchmarks.peers;

import com.codahale.metrics.MetricRegistry;
import com.github.benmanes.caffeine.cache.CaffeineSpec;
import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.CachingAuthenticator;
import java.util.Optional;

/**
 * Dropwizard's caching authenticator, with its documentation's {@code authenticationCachePolicy}, but room for every key: at
 * the 10,000 that stand there it would be asked for strangers all the time.
 */
final class DropwizardCaching implements Peer {
    private final CachingAuthenticator<String, Owners.Owner> authenticator;

    DropwizardCaching(Owners owners) {
        authenticator = new CachingAuthenticator<>(
                new MetricRegistry(),
                key -> Optional.ofNullable(owners.of(key)),
                CaffeineSpec.parse("maximumSize=200000, expireAfterAccess=10m"));
    }

    @Override
    public boolean letsIn(PeerRequest request) throws AuthenticationException {
        String key = request.getHeader("X-API-Key");
        Optional<Owners.Owner> owner = key == null ? Optional.empty() : authenticator.authenticate(key);
        return owner.isPresent()
                && request.getRequestURI().startsWith(Owners.PATH)
                && owner.get().scopes().contains(Owners.SCOPE);
    }
}
