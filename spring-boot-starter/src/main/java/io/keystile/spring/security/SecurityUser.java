package io.keystile.spring.security;

import io.keystile.servlet.SessionUser;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/** Whoever Spring Security has authenticated by other means than an API key: a session's user, a bearer token's subject. */
final class SecurityUser implements SessionUser {
    private final SecurityContextHolderStrategy contexts;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    SecurityUser(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    @Override
    public boolean isPresent(HttpServletRequest request) {
        @Nullable Authentication user = contexts.getContext().getAuthentication();
        return user != null
                && user.isAuthenticated()
                && !trust.isAnonymous(user)
                && !(user instanceof KeystileAuthentication);
    }
}
