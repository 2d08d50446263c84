package io.keystile.spring.security;

import io.keystile.authn.Caller;
import io.keystile.spring.KnownScopes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.Transient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A caller, where Spring Security asks for an authentication: named as the owner, its authorities are the credential's scopes,
 * and it holds no key. Only a decision makes one. Of one request: no session keeps it.
 */
@Transient
public final class KeystileAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final String owner;

    KeystileAuthentication(Caller caller, KnownScopes known) {
        super(authorities(caller, known));
        this.caller = caller;
        this.owner = caller.owner();
        setAuthenticated(true);
    }

    /** Full access is every scope that there is, and no role of the application's own. */
    private static Collection<GrantedAuthority> authorities(Caller caller, KnownScopes known) {
        Set<String> scopes =
                caller.access().isFull() ? known.names() : caller.access().scopes();
        return List.copyOf(scopes.stream().map(SimpleGrantedAuthority::new).toList());
    }

    /** Who it is, as the decision found it. */
    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** Null: the key was hashed, and not kept. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    /** The owner: whom the credential resolves to. */
    @Override
    public String getName() {
        return owner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeystileAuthentication that && that.caller.equals(caller) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
