package io.keystile.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential's keys: the current one, and previous ones in grace, newest first.
 *
 * @param current has no deadline
 * @param previous each with a deadline
 */
public record CredentialKeys(StoredKey current, List<StoredKey> previous) {
    /** Copies, and refuses a current key with a deadline, a previous one without, and generations that don't fall. */
    public CredentialKeys {
        previous = List.copyOf(previous);
        if (current.validUntil() != null || previous.stream().anyMatch(k -> k.validUntil() == null)) {
            throw new IllegalArgumentException("only previous keys have a deadline, and all of them do");
        }
        int newer = current.generation();
        for (StoredKey key : previous) {
            if (key.generation() >= newer) {
                throw new IllegalArgumentException("generations fall from the current key to the oldest");
            }
            newer = key.generation();
        }
    }

    /** A first key. */
    public static CredentialKeys first(StoredKey current) {
        return new CredentialKeys(current, List.of());
    }

    /** The current key first, then the previous ones. */
    public List<StoredKey> all() {
        List<StoredKey> all = new ArrayList<>(previous.size() + 1);
        all.add(current);
        all.addAll(previous);
        return all;
    }

    /** The same without the previous keys whose grace is over at {@code now}. */
    public CredentialKeys withoutLapsed(Instant now) {
        return new CredentialKeys(
                current, previous.stream().filter(k -> k.isValidAt(now)).toList());
    }

    /** The key of that generation; null: never was, or has been ended. */
    public @Nullable StoredKey ofGeneration(int generation) {
        for (StoredKey key : all()) {
            if (key.generation() == generation) {
                return key;
            }
        }
        return null;
    }
}
