package io.keystile.key;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of an {@link ImportedFormat}, from left to right, and what is known of its keys. Not thread-safe. Its methods
 * throw {@link IllegalArgumentException} for what a format can't be.
 */
public final class ImportedFormatBuilder {
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_COSTS = 4;
    /** Without a checksum each guess costs a look-up; behind a slow hash it costs far more. */
    private static final int SHORTEST_SECRET = 16;

    private static final int SHORTEST_SECRET_BEHIND_SLOW_HASH = 8;

    private final String name;
    private final Environment environment;
    private final List<KeyPattern.Run> runs = new ArrayList<>();
    private final StringBuilder head = new StringBuilder();
    private final List<SlowHashCost> slowHashes = new ArrayList<>();
    private int idFrom = -1;
    private int idTo = -1;
    private boolean literalsOnly = true;
    private int secretLength;
    private double secretBits;
    private int declaredEntropy;

    ImportedFormatBuilder(String name, Environment environment) {
        boolean valid = !name.isEmpty() && name.length() <= MAX_NAME_LENGTH && isWord(name.charAt(0));
        for (int i = 1; valid && i < name.length(); i++) {
            valid = isWord(name.charAt(i)) || ".-_".indexOf(name.charAt(i)) >= 0;
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "imported format: name is \"%s\", must be [a-z0-9][a-z0-9._-]*, at most %d characters"
                            .formatted(name, MAX_NAME_LENGTH));
        }
        this.name = name;
        this.environment = environment;
    }

    /** That text, the same in every key. */
    public ImportedFormatBuilder literal(String text) {
        characters(text);
        runs.addAll(KeyPattern.literal(text));
        if (literalsOnly) {
            head.append(text);
        }
        return this;
    }

    /** So many secret characters of an alphabet. */
    public ImportedFormatBuilder secret(String alphabet, int length) {
        return secret(alphabet, length, length);
    }

    /** Secret characters of an alphabet, from so many to so many. */
    public ImportedFormatBuilder secret(String alphabet, int minLength, int maxLength) {
        KeyPattern.Run run = run("secret", alphabet, minLength, maxLength);
        secretLength += minLength;
        secretBits += minLength * Math.log(run.characters().size()) / Math.log(2);
        runs.add(run);
        return this;
    }

    /** So many characters of an alphabet that slow hashes are looked up by; known to more than the key's owner, as a rule. */
    public ImportedFormatBuilder lookUpId(String alphabet, int length) {
        return lookUpId(alphabet, length, length);
    }

    /** Characters of an alphabet that slow hashes are looked up by, from so many to so many. */
    public ImportedFormatBuilder lookUpId(String alphabet, int minLength, int maxLength) {
        if (idFrom >= 0) {
            throw wrong("lookUpId is given twice, a key has one");
        }
        idFrom = runs.size();
        runs.add(run("lookUpId", alphabet, minLength, maxLength));
        idTo = runs.size();
        return this;
    }

    /**
     * Keys may be known by slow hashes of these costs. Every check does the work of all of them, so that time tells nothing:
     * name no more than there are.
     */
    public ImportedFormatBuilder slowHashes(SlowHashCost... costs) {
        slowHashes.addAll(List.of(costs));
        return this;
    }

    /**
     * So many bits of each key's secret came from a random source. From 128 on, a slow hash gives way to SHA-256 when the key is
     * first used; without it, each use costs a slow check.
     */
    public ImportedFormatBuilder declaringEntropy(int bits) {
        declaredEntropy = bits;
        return this;
    }

    /** Checks the whole. */
    public ImportedFormat build() {
        KeyPattern pattern = KeyPattern.of(runs);
        int ambiguous = pattern.ambiguousRun();
        if (ambiguous >= 0) {
            throw wrong(
                    "piece " + (ambiguous + 1) + " has no one length, and may go on with a character of the next one:"
                            + " give one of them a fixed length or put another character between");
        }
        if (pattern.maxLength() > MAX_LENGTH) {
            throw wrong("keys have up to " + pattern.maxLength() + " characters, allowed are " + MAX_LENGTH);
        }
        int shortest = slowHashes.isEmpty() ? SHORTEST_SECRET : SHORTEST_SECRET_BEHIND_SLOW_HASH;
        if (secretLength < shortest) {
            throw wrong("keys have secrets of " + secretLength + " characters, must be at least " + shortest);
        }
        if (declaredEntropy < 0 || declaredEntropy > secretBits) {
            throw wrong("declares %d bits of entropy, its shortest secrets hold 0 to %d"
                    .formatted(declaredEntropy, (int) secretBits));
        }
        checkSlowHashes(pattern);
        return new ImportedFormat(this, pattern);
    }

    private void checkSlowHashes(KeyPattern pattern) {
        if (slowHashes.isEmpty() != (idFrom < 0)) {
            throw wrong("lookUpId and slowHashes come together: nothing can be looked up by a slow hash");
        }
        if (slowHashes.size() > MAX_COSTS) {
            throw wrong("names " + slowHashes.size() + " costs of slow hashes, allowed are " + MAX_COSTS);
        }
        boolean bcrypt = slowHashes.stream().anyMatch(cost -> cost instanceof SlowHashCost.Bcrypt);
        if (bcrypt && pattern.maxLength() > BouncyCastleSlowHashes.BCRYPT_BYTES) {
            throw wrong("keys have up to " + pattern.maxLength() + " characters, and bcrypt tells no two apart that"
                    + " differ behind the " + BouncyCastleSlowHashes.BCRYPT_BYTES + "nd alone");
        }
    }

    private KeyPattern.Run run(String piece, String alphabet, int min, int max) {
        if (min < 1 || max < min || max > MAX_LENGTH) {
            throw wrong("%s has %d to %d characters, must have 1 to %d".formatted(piece, min, max, MAX_LENGTH));
        }
        literalsOnly = false;
        return new KeyPattern.Run(characters(alphabet), min, max);
    }

    private AsciiSet characters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                throw wrong("holds U+%04X at index %d of a piece, allowed is visible ASCII"
                        .formatted((int) text.charAt(i), i));
            }
        }
        if (text.isEmpty()) {
            throw wrong("has an empty piece");
        }
        return AsciiSet.of(text);
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException("imported format " + name + ": " + problem);
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    String name() {
        return name;
    }

    Environment environment() {
        return environment;
    }

    String head() {
        return head.toString();
    }

    AsciiSet characters() {
        return runs.stream().map(KeyPattern.Run::characters).reduce(AsciiSet.of(""), AsciiSet::with);
    }

    int idFrom() {
        return idFrom;
    }

    int idTo() {
        return idTo;
    }

    int declaredEntropy() {
        return declaredEntropy;
    }

    List<SlowHashCost> slowHashes() {
        return slowHashes;
    }
}
