package io.keystile.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All keys as they were read at one time. Immutable. */
final class KeySet {
    private static final int TAG_LENGTH = 32;

    private final Map<String, TokenKey> byId = new LinkedHashMap<>();
    private final byte[] document;
    private final String entityTag;

    private KeySet(List<TokenKey> keys) {
        for (int i = 0; i < keys.size(); i++) {
            TokenKey key = keys.get(i);
            TokenKey same = byId.putIfAbsent(key.id(), key);
            if (same != null) {
                boolean shared = same.environment() != key.environment();
                throw new KeyFileException("keys[" + i + "] is there twice"
                        + (shared ? ", for both environments: each must have keys of its own" : ""));
            }
        }
        List<Map<String, Object>> documents =
                keys.stream().map(TokenKey::document).toList();
        String text = JSONObjectUtils.toJSONString(Map.of("keys", documents));
        this.document = text.getBytes(StandardCharsets.UTF_8);
        this.entityTag = '"' + KeyHash.of(text).toHex().substring(0, TAG_LENGTH) + '"';
    }

    /**
     * Of keys in the order of their file.
     *
     * @throws KeyFileException if one is there twice
     */
    static KeySet of(List<TokenKey> keys) {
        return new KeySet(keys);
    }

    /**
     * The keys of a JWK set.
     *
     * @throws KeyFileException that names the key by its place
     */
    static KeySet read(byte[] file) {
        Map<String, @Nullable Object> set = JsonTree.read(file);
        if (set == null) {
            throw new KeyFileException("is no JSON object, or one with a name that is there twice");
        }
        List<?> keys = KeyReader.keys(set);
        List<TokenKey> all = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            all.add(read(i, keys.get(i)));
        }
        return of(all);
    }

    private static TokenKey read(int index, @Nullable Object key) {
        try {
            return KeyReader.read(members(key));
        } catch (KeyFileException e) {
            throw new KeyFileException("keys[" + index + "] " + e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> members(@Nullable Object key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (!(key instanceof Map<?, ?> object)) {
            throw new KeyFileException("is no object");
        }
        object.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    /** Null if there is none of that id. */
    @Nullable
    TokenKey find(String id) {
        return byId.get(id);
    }

    /**
     * The key that signs: of those that may by now the one that began last, and of equals the one that stands first. Null if
     * there is none.
     */
    @Nullable
    TokenKey signer(Environment environment, Instant now) {
        TokenKey chosen = null;
        for (TokenKey key : byId.values()) {
            boolean may = key.signs() && key.environment() == environment && !now.isBefore(key.start());
            if (may && (chosen == null || key.start().isAfter(chosen.start()))) {
                chosen = key;
            }
        }
        return chosen;
    }

    boolean knows(Environment environment) {
        return byId.values().stream().anyMatch(key -> key.environment() == environment);
    }

    int size() {
        return byId.size();
    }

    /** The public halves as a JWK set. */
    byte[] document() {
        return document;
    }

    /** The document's entity tag (RFC 9110 §8.8.3). */
    String entityTag() {
        return entityTag;
    }
}
