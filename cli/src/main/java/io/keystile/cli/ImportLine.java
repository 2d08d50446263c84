package io.keystile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keystile.credential.Access;
import io.keystile.lifecycle.KeyImport;
import io.keystile.lifecycle.NewCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of an import. What is wrong is told by the field's name. */
record ImportLine(int number, NewCredential credential, KeyImport key) {
    private static final Set<String> FIELDS = Set.of(
            "sha256",
            "owner",
            "tenant",
            "plane",
            "scopes",
            "full_access",
            "ip_allowlist",
            "expires_at",
            "label",
            "attributes",
            "key_ending");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static ImportLine read(int number, String line, Grant otherwise) {
        if (!line.startsWith("{")) {
            return new ImportLine(number, credential(otherwise), KeyImport.sha256(line));
        }
        JsonNode json = parsed(line);
        String hash = text(json, "sha256", null);
        if (hash == null) {
            throw new UsageException("sha256", "needed");
        }
        String ending = text(json, "key_ending", null);
        KeyImport key = KeyImport.sha256(hash);
        return new ImportLine(number, credential(merged(json, otherwise)), ending == null ? key : key.endingIn(ending));
    }

    private static NewCredential credential(Grant grant) {
        return grant.credential("tenant", "owner", "scopes or full_access");
    }

    private static JsonNode parsed(String line) {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            // The parser's message would quote the line.
            throw new UsageException("the line", "must be a hash, or a JSON object without repeated fields");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            if (!FIELDS.contains(names.next())) {
                throw new UsageException("the line", "has a field that is not known");
            }
        }
        return json;
    }

    private static Grant merged(JsonNode json, Grant otherwise) {
        String end = text(json, "expires_at", null);
        Instant expiresAt = end == null ? otherwise.expiresAt() : Values.instant("expires_at", end);
        return new Grant(
                String.valueOf(text(json, "plane", otherwise.plane())),
                text(json, "owner", otherwise.owner()),
                text(json, "tenant", otherwise.tenant()),
                access(json, otherwise),
                json.has("ip_allowlist") ? texts(json, "ip_allowlist") : otherwise.allowlist(),
                expiresAt,
                text(json, "label", otherwise.label()),
                json.has("attributes") ? attributes(json.path("attributes")) : otherwise.attributes());
    }

    private static @Nullable Access access(JsonNode json, Grant otherwise) {
        if (json.has("full_access")) {
            if (json.has("scopes") || !json.path("full_access").booleanValue()) {
                throw new UsageException("full_access", "must be true, and not beside scopes");
            }
            return Access.full();
        }
        return json.has("scopes") ? Access.only(texts(json, "scopes")) : otherwise.access();
    }

    private static @Nullable String text(JsonNode json, String field, @Nullable String otherwise) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw new UsageException(field, "must be a string");
        }
        return value.textValue();
    }

    private static List<String> texts(JsonNode json, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : json.path(field)) {
            if (value.isTextual()) {
                texts.add(value.textValue());
            }
        }
        if (!json.path(field).isArray() || texts.size() < json.path(field).size()) {
            throw new UsageException(field, "must be an array of strings");
        }
        return texts;
    }

    private static Map<String, String> attributes(JsonNode json) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (json.path(name).isTextual()) {
                attributes.put(name, json.path(name).textValue());
            }
        }
        if (!json.isObject() || attributes.size() < json.size()) {
            throw new UsageException("attributes", "must be an object of strings");
        }
        return attributes;
    }

    /** The place alone. */
    @Override
    public String toString() {
        return "ImportLine[" + number + "]";
    }
}
