package io.keystile.key;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of another system are written, whose hashes were imported: never issued, and told from all else by their
 * pattern alone. All of them are of one environment. Immutable.
 *
 * <p>Where the other system kept slow hashes, which nothing can be looked up by, a part of each key is its look-up id.
 */
public final class ImportedFormat {
    /** The digits and letters of ASCII. */
    public static final String ALPHANUMERIC = Base62.ALPHABET;
    /** Lower-case hexadecimal digits. */
    public static final String HEX = "0123456789abcdef";
    /** The digits of Base64 for URLs (RFC 4648 §5), without padding. */
    public static final String BASE64URL = Base62.ALPHABET + "-_";

    private static final int ENOUGH_FOR_A_FAST_HASH = 128;

    private final String name;
    private final Environment environment;
    private final KeyPattern pattern;
    private final String head;
    private final AsciiSet characters;
    private final int idFrom;
    private final int idTo;
    private final int declaredEntropy;
    private final List<SlowHashCost> slowHashes;
    private final KeyShape shape;

    ImportedFormat(ImportedFormatBuilder settings, KeyPattern pattern) {
        this.name = settings.name();
        this.environment = settings.environment();
        this.pattern = pattern;
        this.head = settings.head();
        this.characters = settings.characters();
        this.idFrom = settings.idFrom();
        this.idTo = settings.idTo();
        this.declaredEntropy = settings.declaredEntropy();
        this.slowHashes = List.copyOf(new LinkedHashSet<>(settings.slowHashes()));
        this.shape = KeyShape.of(this);
    }

    /**
     * Begins a format.
     *
     * @param name {@code [a-z0-9][a-z0-9._-]*}, at most 64 characters; what was imported under a name is not found under
     *     another, so it stays
     * @param environment where all its keys work
     */
    public static ImportedFormatBuilder named(String name, Environment environment) {
        return new ImportedFormatBuilder(name, environment);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where its keys work. */
    public Environment environment() {
        return environment;
    }

    /** Whether the whole text is written so; allocates nothing. */
    public boolean matches(String candidate) {
        return pattern.matches(candidate);
    }

    /** What its slow hashes may cost; empty: there are none. */
    public List<SlowHashCost> slowHashes() {
        return slowHashes;
    }

    /** Whether the keys were declared random enough for a fast hash: 128 bits beyond the look-up id. */
    public boolean affordsFastHash() {
        return declaredEntropy >= ENOUGH_FOR_A_FAST_HASH;
    }

    /**
     * What a key with a slow hash is looked up by; no key has that hash itself.
     *
     * @param key that this format {@linkplain #matches matches}, with slow hashes
     */
    public KeyHash lookUpHashOf(String key) {
        return hashOfId(key.substring(pattern.endOf(idFrom, key), pattern.endOf(idTo, key)));
    }

    /**
     * The same by the look-up id alone; null if no key of this format has it, or the format has no slow hashes.
     *
     * @param id not secret
     */
    public @Nullable KeyHash lookUpHashOfId(String id) {
        boolean known = !slowHashes.isEmpty()
                && KeyPattern.of(pattern.runs().subList(idFrom, idTo)).matches(id);
        return known ? hashOfId(id) : null;
    }

    /** What may be shown of a key of which no more is known: what all of them start with. */
    public String hint() {
        return head + '…';
    }

    KeyShape shape() {
        return shape;
    }

    KeyPattern pattern() {
        return pattern;
    }

    /** What every key starts with; may be empty. */
    String head() {
        return head;
    }

    /** All that keys are made of. */
    AsciiSet characters() {
        return characters;
    }

    // No pattern holds a NUL: no key that anybody presents is this text.
    private KeyHash hashOfId(String id) {
        return KeyHash.of(name + '\0' + id);
    }

    /** The name and environment. */
    @Override
    public String toString() {
        return "ImportedFormat[" + name + ", " + environment + ']';
    }
}
