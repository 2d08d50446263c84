package io.keystile.examples.common;

import io.keystile.authn.Caller;
import io.keystile.credential.CredentialId;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom an answer is for, as every answer says. A session's user has no plane, credential or environment; an operator has a
 * name alone.
 *
 * @param via {@code key}, {@code previous_key}, {@code token} or {@code session}
 */
public record CallerView(
        @Nullable Plane plane,
        String owner,
        @Nullable String tenant,
        @Nullable String credential,
        @Nullable Environment environment,
        @Nullable Collection<String> scopes,
        String via) {

    /** The caller of an API key or a token. */
    public static CallerView of(Caller caller) {
        CredentialId credential = caller.credential();
        return new CallerView(
                caller.plane(),
                caller.owner(),
                caller.tenant(),
                credential == null ? null : credential.value(),
                caller.environment(),
                credential == null ? null : caller.access().scopes(),
                caller.via().name().toLowerCase(Locale.ROOT));
    }

    /** The user of a session. */
    public static CallerView ofSession(String user, String organisation) {
        return new CallerView(null, user, organisation, null, null, List.of(), "session");
    }
}
