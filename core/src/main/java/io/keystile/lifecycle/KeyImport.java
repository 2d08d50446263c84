package io.keystile.lifecycle;

import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.StoredKey;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyHash;
import io.keystile.key.SlowHash;
import io.keystile.key.SlowHashCost;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key that exists already, known by its hash. Immutable. Every method throws {@link InvalidFieldException}, which names the
 * field and shows nothing of its value.
 */
public final class KeyImport {
    private static final int HEX_LENGTH = 64;
    private static final int BASE64_LENGTH = 44;
    private static final int MOST_SHOWN = 4;

    private final @Nullable KeyHash whole;
    private final @Nullable Slow slow;
    private final @Nullable String format;
    private final String tail;

    private record Slow(String lookUpId, SlowHash hash) {}

    private KeyImport(@Nullable KeyHash whole, @Nullable Slow slow, @Nullable String format, String tail) {
        this.whole = whole;
        this.slow = slow;
        this.format = format;
        this.tail = tail;
    }

    /**
     * By the SHA-256 of the whole key, as the caller sends it. Of one of the service's own formats, the legacy form included,
     * unless {@link #inFormat} says otherwise.
     *
     * @param text 64 hexadecimal digits of either case, or 44 characters of Base64 (43 if without padding), standard or for URLs
     */
    public static KeyImport sha256(String text) {
        return new KeyImport(fastHash(text), null, null, "");
    }

    /**
     * By a slow hash of the whole key.
     *
     * @param format the name of a configured format with slow hashes of this cost
     * @param lookUpId that part of the key which the format looks up by
     * @param encoded bcrypt with {@code $2a$}, {@code $2b$} or {@code $2y$}, or a PHC string of {@code argon2id}, version 19
     */
    public static KeyImport slow(String format, String lookUpId, String encoded) {
        return new KeyImport(null, new Slow(lookUpId, new SlowHash(encoded)), format, "");
    }

    /** The same, of a configured format for imported keys. */
    public KeyImport inFormat(String name) {
        return new KeyImport(whole, slow, name, tail);
    }

    /** The same, with the key's last characters, one to four: what people know it by. */
    public KeyImport endingIn(String lastCharacters) {
        if (lastCharacters.isEmpty()
                || lastCharacters.length() > MOST_SHOWN
                || lastCharacters.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidFieldException(
                    "key_ending", "must be 1 to " + MOST_SHOWN + " characters of visible ASCII");
        }
        return new KeyImport(whole, slow, format, lastCharacters);
    }

    StoredKey stored(LifecycleSetup setup) {
        ImportedFormat known = format == null ? null : known(format, setup);
        String hint = (known == null ? setup.hintOfUnseenKey() : known.hint()) + tail;
        if (whole != null) {
            return new StoredKey(whole, hint, 1, null);
        }
        if (slow == null || known == null) {
            throw new IllegalStateException("an import has a SHA-256, or a slow hash and a format");
        }
        return new StoredKey(lookUp(known, slow.lookUpId()), hint, 1, checked(known, slow.hash()), null);
    }

    private static ImportedFormat known(String name, LifecycleSetup setup) {
        ImportedFormat known = setup.imported(name);
        if (known == null) {
            throw new InvalidFieldException("format", "must be the name of a configured format for imported keys");
        }
        if (known.environment() != setup.environment()) {
            throw new InvalidFieldException(
                    "format", "must be one of " + setup.environment() + ", but is one of " + known.environment());
        }
        return known;
    }

    private static KeyHash lookUp(ImportedFormat format, String id) {
        KeyHash hash = format.lookUpHashOfId(id);
        if (hash == null) {
            throw new InvalidFieldException("look_up_id", "must be what keys of the format are looked up by");
        }
        return hash;
    }

    private static SlowHash checked(ImportedFormat format, SlowHash hash) {
        SlowHashCost cost = named("slow_hash", () -> SlowHashCost.of(hash));
        if (!format.slowHashes().contains(cost)) {
            throw new InvalidFieldException(
                    "slow_hash",
                    "must have costs that its format names (" + format.slowHashes() + "), but has " + cost);
        }
        return hash;
    }

    private static KeyHash fastHash(String text) {
        if (text.length() == HEX_LENGTH) {
            return named("sha256", () -> KeyHash.ofHex(text));
        }
        byte[] bytes = decode(text);
        if (bytes == null) {
            throw new InvalidFieldException("sha256", "must be 64 hexadecimal digits or 32 bytes in Base64");
        }
        return named("sha256", () -> KeyHash.ofBytes(bytes));
    }

    /** Null unless the text is what an encoder would make of its bytes: no stray bits, no character passed over. */
    private static byte @Nullable [] decode(String text) {
        if (text.length() != BASE64_LENGTH && text.length() != BASE64_LENGTH - 1) {
            return null;
        }
        boolean forUrls = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        Base64.Encoder encoder = forUrls ? Base64.getUrlEncoder() : Base64.getEncoder();
        try {
            byte[] bytes = (forUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            String again = encoder.encodeToString(bytes);
            return again.equals(text) || again.equals(text + '=') ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Their messages begin with a name of their own, and hold nothing of the value. */
    private static <T> T named(String field, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new InvalidFieldException(field, "is not accepted: " + message);
        }
    }

    /** Which kind of hash it is by, and nothing that was given. */
    @Override
    public String toString() {
        return slow == null ? "KeyImport[SHA-256]" : "KeyImport[slow hash]";
    }
}
