package io.keystile.jaxrs;

import io.keystile.authn.Caller;
import java.security.Principal;

/**
 * A caller, where Jakarta REST asks for a user.
 *
 * @param caller who it is, as the decision found it
 */
public record CallerPrincipal(Caller caller) implements Principal {
    /** The owner: whom the credential resolves to. */
    @Override
    public String getName() {
        return caller.owner();
    }
}
