package io.keystile.net;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of addresses, written as ranges. It is a set and nothing more: the empty one contains no address; that a
 * credential without a list is unrestricted is for its reader to say.
 *
 * <p>Immutable. Asking allocates nothing, and costs about the same over ten ranges and over a hundred thousand. Equal
 * are sets with the same entries in the same order.
 */
public final class AddressRanges {
    private static final AddressRanges NONE = new AddressRanges(List.of());

    private final List<String> entries;
    private final Ipv4Set v4;
    private final Ipv6Set v6;

    private AddressRanges(Collection<AddressRange> ranges) {
        this.entries = ranges.stream().map(AddressRange::toString).toList();
        this.v4 = Ipv4Set.of(ranges.stream().filter(r -> r.network().isV4()).toList());
        this.v6 = Ipv6Set.of(ranges.stream().filter(r -> !r.network().isV4()).toList());
    }

    /** The set that contains no address. */
    public static AddressRanges none() {
        return NONE;
    }

    /** {@link #parse} of the given entries. */
    public static AddressRanges of(String... entries) {
        return parse(Arrays.asList(entries));
    }

    /**
     * Reads entries by {@link AddressRange#parse}, all or none.
     *
     * @throws IllegalArgumentException at the first entry that is none; the message has its index, from 0, and its text
     */
    public static AddressRanges parse(Collection<String> entries) {
        Set<AddressRange> ranges = new LinkedHashSet<>();
        int index = 0;
        for (String entry : entries) {
            ranges.add(parse(index++, entry));
        }
        return ranges.isEmpty() ? NONE : new AddressRanges(ranges);
    }

    private static AddressRange parse(int index, @Nullable String entry) {
        if (entry == null) {
            throw new IllegalArgumentException("address entry [" + index + "] is null");
        }
        try {
            return AddressRange.parse(entry);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("address entry [" + index + "]: " + e.getMessage(), e);
        }
    }

    /** Whether one of the ranges holds {@code address}. */
    public boolean contains(IpAddress address) {
        return address.isV4() ? v4.contains(address.v4Bits()) : v6.contains(address.high(), address.low());
    }

    /**
     * Whether each of {@code others}' ranges lies within one of these. Two of these that together make up one of the others
     * don't count. For configuration, not for requests: compares each with each.
     */
    public boolean containsAll(AddressRanges others) {
        List<AddressRange> own = entries.stream().map(AddressRange::parse).toList();
        return others.entries.stream()
                .map(AddressRange::parse)
                .allMatch(other -> own.stream().anyMatch(range -> range.containsAll(other)));
    }

    /** Whether no address is in the set. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The entries' canonical texts as given, less repetitions. {@link #parse} of them is an equal set. */
    public List<String> entries() {
        return entries;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRanges that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
