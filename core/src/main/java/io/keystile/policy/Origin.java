package io.keystile.policy;

import org.jspecify.annotations.Nullable;

/** Where a setting was written, and, by their names, its fields. */
interface Origin {
    /** Written in code: the stack trace has the place. */
    Origin CODE = field -> null;

    /** Where the field's value stands, or the setting itself for the empty name and for fields that were left out. */
    @Nullable
    Position of(String field);
}
