package io.keystile.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in a request where a credential may stand: a header of its own, or a scheme of {@code Authorization}. Two
 * places are equal when they read the same header (and scheme) for the same kinds of credential, letter case aside.
 */
public final class Place {
    private final String headerName;
    private final @Nullable String scheme;
    private final boolean takesKeys;
    private final boolean takesTokens;

    private Place(String headerName, @Nullable String scheme, boolean takesKeys, boolean takesTokens) {
        this.headerName = headerName;
        this.scheme = scheme;
        this.takesKeys = takesKeys;
        this.takesTokens = takesTokens;
    }

    /**
     * A header whose whole value is an API key.
     *
     * @throws IllegalArgumentException if the name is no header name, or is {@code Authorization}, whose values start
     *     with a scheme
     */
    public static Place header(String name) {
        if (!HttpToken.isToken(name)) {
            throw new IllegalArgumentException(
                    "a place's header name is a token (RFC 9110 §5.6.2), not '" + name + "'");
        }
        if (name.equalsIgnoreCase("Authorization")) {
            throw new IllegalArgumentException("Authorization holds a scheme: write Place.scheme(\"Bearer\")");
        }
        return new Place(name, null, true, false);
    }

    /**
     * A scheme of {@code Authorization}, such as {@code Bearer}; takes keys and tokens until said otherwise.
     *
     * @throws IllegalArgumentException if the name is no token
     */
    public static Place scheme(String scheme) {
        if (!HttpToken.isToken(scheme)) {
            throw new IllegalArgumentException("a scheme is a token (RFC 9110 §11.1), not '" + scheme + "'");
        }
        return new Place("Authorization", scheme, true, true);
    }

    /** The same place for API keys alone. */
    public Place keysOnly() {
        return new Place(headerName, scheme, true, false);
    }

    /** The same place for access tokens alone: a raw key there is no credential. */
    public Place tokensOnly() {
        return new Place(headerName, scheme, false, true);
    }

    /** The header to read, as configured; header names are case-insensitive. */
    public String headerName() {
        return headerName;
    }

    /** The scheme of {@code Authorization}, case-insensitive; null when the header's whole value is the credential. */
    public @Nullable String scheme() {
        return scheme;
    }

    /** Whether an API key counts here. */
    public boolean takesKeys() {
        return takesKeys;
    }

    /** Whether an access token counts here. */
    public boolean takesTokens() {
        return takesTokens;
    }

    /** Whether both read the same header and scheme, whatever they take there. */
    public boolean isWhere(Place other) {
        return where().equals(other.where());
    }

    private String where() {
        return (scheme == null ? headerName : headerName + " " + scheme).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place
                && isWhere(place)
                && takesKeys == place.takesKeys
                && takesTokens == place.takesTokens;
    }

    @Override
    public int hashCode() {
        return where().hashCode();
    }

    /** The place as an operator would write it, such as {@code Authorization: Bearer (tokens only)}. */
    @Override
    public String toString() {
        String where = scheme == null ? headerName : headerName + ": " + scheme;
        if (takesKeys && takesTokens) {
            return where;
        }
        return where + (takesKeys ? " (keys only)" : " (tokens only)");
    }
}
