package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.credential.Access;
import io.keystile.credential.CredentialSettings;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.KeyTerms;
import io.keystile.examples.common.ProblemException;
import io.keystile.lifecycle.NewCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What requests say of a credential: scopes, allowlist, expiry, environment. */
final class KeyFields {
    private KeyFields() {}

    /** The credential with what is asked for; here, where a key is issued, no scopes at all or {@code *} are full access. */
    static NewCredential of(Fields fields, NewCredential credential) {
        Access asked = fields.has("scopes") ? access(fields, "scopes") : null;
        return rest(fields, credential.access(asked == null ? Access.full() : asked));
    }

    /** The same for a credential that another one makes: no scopes at all are its maker's. */
    static NewCredential derived(Fields fields, NewCredential credential) {
        Access asked = fields.has("scopes") ? access(fields, "scopes") : null;
        return rest(fields, asked == null ? credential : credential.access(asked));
    }

    private static NewCredential rest(Fields fields, NewCredential credential) {
        NewCredential made = credential.expiresAt(fields.time("expires_at"));
        return fields.has("ip_allowlist") ? made.allowAddresses(KeyTerms.allowlist(fields)) : made;
    }

    /** The settings with what is to be changed. */
    static CredentialSettings changed(Fields fields, CredentialSettings before) {
        CredentialSettings after = before;
        if (fields.has("scopes")) {
            Access access = access(fields, "scopes");
            if (access == null) {
                throw ProblemException.badField("scopes", "must not be empty: write * for full access");
            }
            after = after.withAccess(access);
        }
        if (fields.has("ip_allowlist")) {
            after = after.withAllowlist(KeyTerms.allowlist(fields));
        }
        return fields.has("expires_at") ? after.withExpiresAt(fields.time("expires_at")) : after;
    }

    /** A list in one string, as Mandate Labs writes it, or an array; null for an empty one. */
    private static @Nullable Access access(Fields fields, String field) {
        List<String> scopes = fields.isText(field) ? parts(fields.text(field)) : fields.texts(field);
        if (scopes.isEmpty()) {
            return null;
        }
        if (scopes.equals(List.of("*"))) {
            return Access.full();
        }
        if (!Guard.SCOPES.containsAll(scopes)) {
            throw ProblemException.badField(field, "must be *, or among " + String.join(", ", Guard.SCOPES));
        }
        return Access.only(Set.copyOf(scopes));
    }

    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        for (int start = 0; !list.isEmpty() && start <= list.length(); ) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            parts.add(list.substring(start, end).strip());
            start = end + 1;
        }
        return parts;
    }

    /** A name that people read. */
    static String name(Fields fields) {
        String name = fields.text("name");
        if (name.isBlank() || name.length() > 200 || name.codePoints().anyMatch(KeyFields::isNoText)) {
            throw ProblemException.badField("name", "must have 1 to 200 characters and no control character");
        }
        return name;
    }

    /** A control character, or half of a surrogate pair: no database takes that. */
    static boolean isNoText(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** The fields of an object within the body. */
    static Fields part(JsonNode body, String part, String... known) {
        JsonNode value = body.get(part);
        if (value == null) {
            throw ProblemException.badField(part, "is missing");
        }
        return Fields.of(value, known);
    }
}
