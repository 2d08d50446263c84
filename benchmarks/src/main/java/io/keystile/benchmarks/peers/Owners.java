package io.keystile.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whose the keys are, by the hexadecimal SHA-256 of each. */
public final class Owners {
    static final String SCOPE = "mandates:read";
    static final String PATH = "/api/v1/mandates";

    private final Map<String, Owner> byHash = new ConcurrentHashMap<>();

    /** None yet. */
    public Owners() {}

    /** An owner and his scopes. */
    record Owner(String name, Set<String> scopes) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /** Adds a key. */
    public void add(String key, String name) {
        byHash.put(hashOf(key), new Owner(name, Set.of(SCOPE, "mandates:write")));
    }

    /** Adds a key that may do something else. */
    public void addWithoutScope(String key, String name) {
        byHash.put(hashOf(key), new Owner(name, Set.of("mandates:write")));
    }

    @Nullable
    Owner of(String key) {
        return byHash.get(hashOf(key));
    }

    private static String hashOf(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
