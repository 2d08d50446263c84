package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import io.keystile.authn.AccessTokenVerifier;
import io.keystile.authn.SignatureGate;
import io.keystile.authn.TokenGrant;
import io.keystile.authn.VerifiedToken;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as JWTs (RFC 7519, RFC 9068): makes them, and tells whose they are, as RFC 8725 asks. A token is looked at by
 * shape, size and key id before its signature is; one that was seen before is known again without that. Hand it to {@link
 * io.keystile.KeystileBuilder#accessTokens} and to {@link TokenEndpoint}. Thread-safe.
 *
 * <p>Beside the claims of RFC 9068 §2.2 a token says {@code env} (environment), {@code acr} (the credential's id), {@code gen}
 * (which of its keys), {@code epo} (its token epoch), and {@code full} (true) where another has {@code scope}.
 */
public final class JwtAccessTokens implements AccessTokenVerifier {
    private final SigningKeys keys;
    private final Map<Environment, TokenParty> parties;
    private final Duration leeway;
    private final InstantSource clock;
    private final TokenMint mint;
    private final SeenTokens seen;

    JwtAccessTokens(
            SigningKeys keys,
            Map<Environment, TokenParty> parties,
            Duration timeToLive,
            Duration leeway,
            int cachedTokens,
            InstantSource clock) {
        this.keys = keys;
        this.parties = parties;
        this.leeway = leeway;
        this.clock = clock;
        this.mint = new TokenMint(keys, parties, timeToLive);
        this.seen = new SeenTokens(cachedTokens, clock);
    }

    /** Settings to fill in; {@link JwtAccessTokensBuilder#build()} names all that are missing. */
    public static JwtAccessTokensBuilder builder(SigningKeys keys) {
        return new JwtAccessTokensBuilder(keys);
    }

    @Override
    public @Nullable VerifiedToken verify(String compact, SignatureGate gate) {
        return verify(compact, 0, gate);
    }

    @Override
    public @Nullable VerifiedToken verify(String line, int start, SignatureGate gate) {
        if (line.length() - start > CompactJws.MAX_LENGTH) {
            return null;
        }
        KeySet known = keys.current();
        TokenText text = new TokenText(line, start);
        VerifiedToken good = seen.good(text, known);
        if (good != null) {
            return good;
        }
        KeyHash hash = text.whole();
        return seen.isBad(hash, known) ? seen.ended(hash, known) : examine(text, hash, known, gate);
    }

    /** A token that is not known yet: all that is cheap comes before the gate and the signature. */
    private @Nullable VerifiedToken examine(TokenText text, KeyHash hash, KeySet known, SignatureGate gate) {
        CompactJws token = CompactJws.parse(text.compact());
        TokenKey key = token == null ? null : TokenHeader.key(token, known);
        if (token == null || key == null) {
            seen.reject(hash, known);
            return null;
        }
        gate.enter();
        TokenClaims claims = key.verifies(token.signingInput(), token.signature()) ? claims(token) : null;
        VerifiedToken verified = claims == null ? null : claims.of(key.environment(), party(key), leeway);
        Instant start = claims == null ? null : claims.notBefore();
        if (verified == null || start == null) {
            seen.reject(hash, known);
            return null;
        }
        if (start.isAfter(clock.instant())) {
            return null; // it will be good, so it is not remembered as bad
        }
        seen.keep(text, verified, key, known);
        return verified;
    }

    private static @Nullable TokenClaims claims(CompactJws token) {
        Map<String, @Nullable Object> claims = JsonTree.read(token.payload());
        return claims == null ? null : new TokenClaims(claims);
    }

    private TokenParty party(TokenKey key) {
        TokenParty party = parties.get(key.environment());
        if (party == null) {
            throw new IllegalStateException("every environment has a party");
        }
        return party;
    }

    /** What a token says that was verified before; null for what is none. */
    @Nullable
    Map<String, @Nullable Object> claimsOf(String verified) {
        CompactJws token = CompactJws.parse(verified);
        return token == null ? null : JsonTree.read(token.payload());
    }

    /** Whether a key signs for that environment now. */
    boolean canMint(Environment environment, Instant now) {
        return keys.current().signer(environment, now) != null;
    }

    /**
     * Makes a token.
     *
     * @param access at most the grant's
     * @return null if its key ends so soon that it would live for less than a second
     * @throws JOSEException if the platform can't sign
     */
    @Nullable
    MintedToken mint(TokenGrant grant, Access access) throws JOSEException {
        return mint.mint(grant, access);
    }

    SigningKeys keys() {
        return keys;
    }

    String issuer(Environment environment) {
        TokenParty party = parties.get(environment);
        return party == null ? "" : party.issuer();
    }

    /** How many tokens are kept as seen and good. */
    public int cachedTokens() {
        return seen.size();
    }
}
