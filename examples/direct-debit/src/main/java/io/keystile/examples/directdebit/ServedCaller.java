package io.keystile.examples.directdebit;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.credential.CredentialId;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom an answer is for, as every answer says: a key's organisation, or the session's user, who has no plane, credential or
 * environment.
 *
 * @param via {@code key}, {@code previous_key} or {@code session}
 */
record ServedCaller(
        @Nullable Plane plane,
        String owner,
        @Nullable String tenant,
        @Nullable String credential,
        @Nullable Environment environment,
        Collection<String> scopes,
        String via) {

    static ServedCaller of(HttpServletRequest request) {
        Caller caller = CurrentCaller.get();
        if (caller == null) {
            User user = Sessions.require(request);
            return new ServedCaller(null, user.username(), user.organisation(), null, null, List.of(), "session");
        }
        CredentialId credential = caller.credential();
        return new ServedCaller(
                caller.plane(),
                caller.owner(),
                caller.tenant(),
                credential == null ? null : credential.value(),
                caller.environment(),
                caller.access().scopes(),
                caller.via().name().toLowerCase(Locale.ROOT));
    }

    /** Whose data the answer is made of. */
    String organisation() {
        if (tenant == null) {
            throw new IllegalStateException("keys and users of this service have an organisation");
        }
        return tenant;
    }
}
