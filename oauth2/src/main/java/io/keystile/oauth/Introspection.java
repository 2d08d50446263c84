package io.keystile.oauth;

import io.keystile.Keystile;
import io.keystile.authn.Caller;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Refusal;
import io.keystile.authn.Refused;
import io.keystile.authn.TokenGrant;
import io.keystile.http.Answer;
import io.keystile.request.RequestView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a token to who may ask (RFC 7662 §2.2): all of one that holds, and nothing of any other. */
final class Introspection {
    private static final Map<String, Object> INACTIVE = Map.of("active", false);
    private static final List<String> TOLD = List.of("iss", "sub", "aud", "client_id", "iat", "exp", "jti");

    private final Keystile keystile;
    private final JwtAccessTokens tokens;
    private final ScopeParameter scopes;

    Introspection(Keystile keystile, JwtAccessTokens tokens, ScopeParameter scopes) {
        this.keystile = keystile;
        this.tokens = tokens;
        this.scopes = scopes;
    }

    /**
     * The answer to who was let in to ask.
     *
     * @param asker the token's own client, or another; null: an operator
     */
    Answer answer(RequestView request, String token, @Nullable TokenGrant asker) {
        Decision decision = keystile.inspectToken(request, token);
        if (decision instanceof Refused refused && refused.refusal().kind() == Refusal.Kind.UNAVAILABLE) {
            return keystile.answer(refused);
        }
        if (!(decision instanceof Granted granted) || !mayKnow(asker, granted.caller())) {
            return JsonAnswers.ok(INACTIVE, List.of());
        }
        return JsonAnswers.ok(active(token, granted.caller()), List.of());
    }

    private static boolean mayKnow(@Nullable TokenGrant asker, Caller holder) {
        return asker == null || (asker.owner().equals(holder.owner()) && asker.environment() == holder.environment());
    }

    private Map<String, Object> active(String token, Caller holder) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("active", true);
        members.put("token_type", "Bearer");
        String scope = scopes.told(holder.access());
        if (scope != null) {
            members.put("scope", scope);
        }
        if (holder.access().isFull()) {
            members.put(TokenClaims.FULL_ACCESS, true);
        }
        Map<String, @Nullable Object> claims = tokens.claimsOf(token);
        for (String name : TOLD) {
            Object value = claims == null ? null : claims.get(name);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }
}
