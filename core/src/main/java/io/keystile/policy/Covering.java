package io.keystile.policy;

import io.keystile.policy.PathTrie.Group;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The groups of rules that cover a path, most specific first, and whether it lies in a guarded root. Shares its less
 * specific end with other coverings, and is the only one of its content: the same groups are the same object.
 */
final class Covering {
    private final @Nullable Group group;
    private final @Nullable Covering rest;
    private final boolean guarded;
    private final Map<Group, Covering> extended = new HashMap<>(2);
    private @Nullable Covering inGuardedRoot;

    private Covering(@Nullable Group group, @Nullable Covering rest, boolean guarded) {
        this.group = group;
        this.rest = rest;
        this.guarded = guarded;
    }

    static Covering nothing() {
        return new Covering(null, null, false);
    }

    /** With one more group, more specific than all so far; without change if the group is empty. */
    Covering with(Group next) {
        if (next.rules.isEmpty()) {
            return this;
        }
        return extended.computeIfAbsent(next, key -> new Covering(key, this, guarded));
    }

    Covering inGuardedRoot() {
        if (guarded) {
            return this;
        }
        if (inGuardedRoot == null) {
            inGuardedRoot = new Covering(null, this, true);
        }
        return inGuardedRoot;
    }

    /** The most specific group; null if this adds none to the rest. */
    @Nullable
    Group group() {
        return group;
    }

    /** The less specific groups; null at the end. */
    @Nullable
    Covering rest() {
        return rest;
    }

    boolean guarded() {
        return guarded;
    }
}
