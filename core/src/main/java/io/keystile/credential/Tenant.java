package io.keystile.credential;

/**
 * The organisation that limits and isolation count by. Made by its first issue; it holds what the library decides by and
 * nothing else: organisations themselves stay in the embedder's own tables.
 *
 * @param id opaque, at most 128 visible ASCII characters
 * @param suspended whether all its keys and tokens are refused
 * @param details label, attributes, limits
 * @param version 1 when made, one more with each step
 */
public record Tenant(String id, boolean suspended, Details details, long version) {
    /** Checks the id and the version. */
    public Tenant {
        OpaqueText.checked("tenant", id);
        if (version < 1) {
            throw new InvalidFieldException("version", "must be at least 1, but is " + version);
        }
    }

    /** A tenant as its first issue makes it. */
    public static Tenant first(String id) {
        return new Tenant(id, false, Details.none(), 1);
    }

    /** The next version, suspended or not. */
    public Tenant withSuspended(boolean newSuspended) {
        return new Tenant(id, newSuspended, details, version + 1);
    }

    /** The next version with other details. */
    public Tenant withDetails(Details newDetails) {
        return new Tenant(id, suspended, newDetails, version + 1);
    }
}
