package io.keystile.oauth;

import io.keystile.authn.VerifiedToken;
import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.credential.InvalidFieldException;
import io.keystile.key.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What our tokens say (RFC 9068 §2.2), by names that are short since each request carries them. Reads nothing that a token of
 * ours would not say: every claim has its one type, and what is missing or other makes it none of ours.
 */
final class TokenClaims {
    /** The environment, {@code live} or {@code sandbox}. */
    static final String ENVIRONMENT = "env";
    /** The credential's id. */
    static final String CREDENTIAL = "acr";
    /** Which of its keys, a number. */
    static final String GENERATION = "gen";
    /** The credential's token epoch, a number. */
    static final String EPOCH = "epo";
    /** True for full access; there is no scope then. */
    static final String FULL_ACCESS = "full";

    /** The end of the year 9999. */
    static final long LAST_SECOND = 253_402_300_799L;

    private static final int MAX_TEXT = 256;

    private final Map<String, @Nullable Object> claims;

    TokenClaims(Map<String, @Nullable Object> claims) {
        this.claims = claims;
    }

    static String name(Environment environment) {
        return environment.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What they say, if that is what a token of ours says.
     *
     * @param leeway how much later than it says the token is to end
     */
    @Nullable
    VerifiedToken of(Environment environment, TokenParty party, Duration leeway) {
        String owner = text("sub");
        Access access = access();
        Long end = second("exp");
        Integer generation = number(GENERATION, 1);
        Integer epoch = number(EPOCH, 0);
        boolean complete = name(environment).equals(claims.get(ENVIRONMENT))
                && party.issuer().equals(claims.get("iss"))
                && isFor(party.audience())
                && owner != null
                && owner.equals(claims.get("client_id"))
                && second("iat") != null
                && text("jti") != null;
        if (!complete || owner == null || access == null || end == null || generation == null || epoch == null) {
            return null;
        }
        CredentialId credential = credential();
        return credential == null
                ? null
                : new VerifiedToken(
                        environment,
                        credential,
                        generation,
                        epoch,
                        owner,
                        access,
                        Instant.ofEpochSecond(end).plus(leeway));
    }

    /** From when on it counts (RFC 7519 §4.1.5); ours say nothing of it. Null if what it says is no time. */
    @Nullable
    Instant notBefore() {
        if (!claims.containsKey("nbf")) {
            return Instant.EPOCH;
        }
        Long second = second("nbf");
        return second == null ? null : Instant.ofEpochSecond(second);
    }

    private @Nullable CredentialId credential() {
        String id = text(CREDENTIAL);
        try {
            return id == null ? null : new CredentialId(id);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** An absent or empty scope is no access, and {@code *} is no scope: only the claim of its own makes it full. */
    private @Nullable Access access() {
        boolean full = claims.containsKey(FULL_ACCESS);
        boolean scoped = claims.containsKey("scope");
        if (full) {
            return Boolean.TRUE.equals(claims.get(FULL_ACCESS)) && !scoped ? Access.full() : null;
        }
        if (!(claims.get("scope") instanceof String scope)) {
            return null;
        }
        try {
            return Access.only(List.copyOf(Arrays.asList(scope.split(" ", -1))));
        } catch (InvalidFieldException none) {
            return null;
        }
    }

    /** One audience, or an array of them that holds it (RFC 7519 §4.1.3). */
    private boolean isFor(String audience) {
        Object said = claims.get("aud");
        if (said instanceof List<?> all) {
            return all.stream().allMatch(String.class::isInstance) && all.contains(audience);
        }
        return audience.equals(said);
    }

    private @Nullable String text(String name) {
        return claims.get(name) instanceof String text && !text.isEmpty() && text.length() <= MAX_TEXT ? text : null;
    }

    /** A time in whole seconds: ours never have a fraction. */
    private @Nullable Long second(String name) {
        return claims.get(name) instanceof Long second && second >= 0 && second <= LAST_SECOND ? second : null;
    }

    private @Nullable Integer number(String name, int least) {
        return claims.get(name) instanceof Long number && number >= least && number <= Integer.MAX_VALUE
                ? number.intValue()
                : null;
    }
}
