package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.authn.TokenGrant;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tokens. Thread-safe. */
final class TokenMint {
    private static final int ID_BYTES = 16;

    private final SigningKeys keys;
    private final Map<Environment, TokenParty> parties;
    private final Duration timeToLive;
    private final SecureRandom random = new SecureRandom();

    TokenMint(SigningKeys keys, Map<Environment, TokenParty> parties, Duration timeToLive) {
        this.keys = keys;
        this.parties = parties;
        this.timeToLive = timeToLive;
    }

    /** See {@link JwtAccessTokens#mint}. */
    @Nullable
    MintedToken mint(TokenGrant grant, Access access) throws JOSEException {
        TokenKey key = keys.current().signer(grant.environment(), grant.now());
        TokenParty party = parties.get(grant.environment());
        if (key == null || party == null) {
            throw new IllegalStateException("no key signs for " + grant.environment());
        }
        Instant now = grant.now();
        Instant latest = now.plus(timeToLive);
        Instant end = grant.end();
        // In whole seconds down, so that it never outlives what it was made of.
        long exp = latest.getEpochSecond();
        if (end != null && end.isBefore(latest)) {
            exp = end.getEpochSecond();
            if (Instant.ofEpochSecond(exp).isBefore(now.plusSeconds(1))) {
                return null;
            }
        }
        Map<String, Object> claims = claims(grant, access, party);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", exp);
        String signed = CompactJws.encoded(bytes(key.header().toString()))
                + '.'
                + CompactJws.encoded(bytes(JSONObjectUtils.toJSONString(claims)));
        String compact = signed + '.' + CompactJws.encoded(key.sign(bytes(signed)));
        return new MintedToken(compact, exp - now.getEpochSecond());
    }

    private Map<String, Object> claims(TokenGrant grant, Access access, TokenParty party) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", party.issuer());
        claims.put("sub", grant.owner());
        claims.put("aud", party.audience());
        claims.put("client_id", grant.owner());
        claims.put("jti", nextId());
        if (access.isFull()) {
            claims.put(TokenClaims.FULL_ACCESS, true);
        } else {
            claims.put("scope", String.join(" ", access.scopes()));
        }
        claims.put(TokenClaims.ENVIRONMENT, TokenClaims.name(grant.environment()));
        claims.put(TokenClaims.CREDENTIAL, grant.credential().value());
        claims.put(TokenClaims.GENERATION, grant.generation());
        claims.put(TokenClaims.EPOCH, grant.tokenEpoch());
        return claims;
    }

    private String nextId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return CompactJws.encoded(id);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
