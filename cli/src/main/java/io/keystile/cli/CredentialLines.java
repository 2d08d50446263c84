package io.keystile.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.StoredKey;
import io.keystile.lifecycle.CredentialLifecycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Credentials as they are told: no key, no hash. */
final class CredentialLines {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<ObjectNode> credentials = new ArrayList<>();

    static CredentialLines of(CredentialLifecycle lifecycle, Collection<Credential> all, Instant now) {
        Map<CredentialId, Instant> uses =
                lifecycle.lastUsed(all.stream().map(Credential::id).toList());
        CredentialLines lines = new CredentialLines();
        all.forEach(c -> lines.credentials.add(json(c, now, uses.get(c.id()))));
        return lines;
    }

    private static ObjectNode json(Credential credential, Instant now, @Nullable Instant lastUsed) {
        ObjectNode json = JSON.objectNode()
                .put("id", credential.id().value())
                .put("plane", lower(credential.plane()))
                .put("owner", credential.owner())
                .put("tenant", credential.tenant())
                .put("environment", lower(credential.environment()))
                .put("full_access", credential.access().isFull());
        credential.access().scopes().forEach(json.putArray("scopes")::add);
        credential.allowlist().entries().forEach(json.putArray("ip_allowlist")::add);
        json.put("created_at", text(credential.createdAt()))
                .put("expires_at", text(credential.expiresAt()))
                .put("status", lower(credential.statusAt(now)))
                .put("issued_by", credential.issuedBy())
                .put("key_hint", credential.keys().current().hint());
        ArrayNode previous = json.putArray("previous_keys");
        for (StoredKey key : credential.keys().withoutLapsed(now).previous()) {
            previous.addObject().put("key_hint", key.hint()).put("valid_until", text(key.validUntil()));
        }
        json.put("last_used_at", text(lastUsed));
        json.put("label", credential.settings().details().label());
        ObjectNode attributes = json.putObject("attributes");
        credential.settings().details().attributes().forEach(attributes::put);
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    ObjectNode first() {
        return credentials.get(0);
    }

    ArrayNode array() {
        return JSON.arrayNode().addAll(credentials);
    }

    /** A line each: id, status, plane, owner, tenant, access, end, hint, label; apart by tabs. */
    List<String> lines() {
        return credentials.stream().map(CredentialLines::line).toList();
    }

    private static String line(ObjectNode json) {
        List<String> scopes = new ArrayList<>();
        json.path("scopes").forEach(scope -> scopes.add(scope.textValue()));
        return String.join(
                "\t",
                json.path("id").textValue(),
                json.path("status").textValue(),
                json.path("plane").textValue(),
                json.path("owner").textValue(),
                json.path("tenant").textValue(),
                json.path("full_access").booleanValue() ? "*" : String.join(",", scopes),
                json.path("expires_at").asText("-"),
                json.path("key_hint").textValue(),
                json.path("label").asText("-"));
    }

    /** All of the first one, a field a line. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : first().properties()) {
            JsonNode value = field.getValue();
            fields.add(field.getKey() + "\t" + (value.isTextual() ? value.textValue() : value.toString()));
        }
        return fields;
    }
}
