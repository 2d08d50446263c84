package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    @Test
    void emptySet_containsNothing() {
        assertThat(AddressRanges.none().contains(IpAddress.parse("192.0.2.1"))).isFalse();
        assertThat(AddressRanges.none().contains(IpAddress.parse("::1"))).isFalse();
        assertThat(AddressRanges.none().isEmpty()).isTrue();
        assertThat(AddressRanges.parse(List.of())).isEqualTo(AddressRanges.none());
        assertThat(AddressRanges.of()).isEqualTo(AddressRanges.none());
    }

    @Test
    void entries_areCanonicalInTheGivenOrderWithoutRepetitions() {
        AddressRanges ranges =
                AddressRanges.of("203.0.113.7/32", "2001:DB8::/32", "10.0.0.0/8", "203.0.113.7", "::ffff:10.0.0.0/104");
        assertThat(ranges.entries()).containsExactly("203.0.113.7", "2001:db8::/32", "10.0.0.0/8");
        assertThat(ranges).hasToString("[203.0.113.7, 2001:db8::/32, 10.0.0.0/8]");
        assertThat(AddressRanges.parse(ranges.entries())).isEqualTo(ranges).hasSameHashCodeAs(ranges);
        assertThat(ranges).isNotEqualTo(AddressRanges.of("10.0.0.0/8")).isNotEqualTo(ranges.entries());
    }

    @Test
    void badEntry_isNamedWithItsIndex() {
        assertThatThrownBy(() -> AddressRanges.of("10.0.0.0/8", "::1", "proxy.internal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2]")
                .hasMessageContaining("'proxy.internal'");
        assertThatThrownBy(() -> AddressRanges.parse(Arrays.asList("::1", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1]");
    }

    @Test
    void wholeFamily_containsAllOfItAndNoneOfTheOther() {
        AddressRanges v4 = AddressRanges.of("0.0.0.0/0", "10.0.0.0/8");
        AddressRanges v6 = AddressRanges.of("::/0");
        for (String text : List.of("0.0.0.0", "127.255.255.255", "128.0.0.0", "255.255.255.255")) {
            assertThat(v4.contains(IpAddress.parse(text))).isTrue();
            assertThat(v6.contains(IpAddress.parse(text))).isFalse();
        }
        for (String text : List.of("::", "::1", "7fff::", "8000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")) {
            assertThat(v6.contains(IpAddress.parse(text))).isTrue();
            assertThat(v4.contains(IpAddress.parse(text))).isFalse();
        }
    }

    /** Sizes on both sides of every change of method: walk, search, index. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 10, 40, 63, 64, 65, 70, 300, 2_000})
    void randomSet_agreesWithAskingEachRange(int size) {
        SplittableRandom random = new SplittableRandom(4632 + size);
        for (int round = 0; round < 12; round++) {
            List<AddressRange> ranges = new ArrayList<>();
            int spread = random.nextInt(1, 33);
            for (int i = 0; i < size; i++) {
                ranges.add(AddressRandom.range(random, spread));
            }
            assertAgrees(ranges, random);
        }
    }

    @Test
    void touchingBlocks_makeOneInterval() {
        SplittableRandom random = new SplittableRandom(1);
        List<AddressRange> ranges = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            ranges.add(AddressRange.parse("10.0." + i + ".0/24"));
            ranges.add(AddressRange.parse("255.255." + i + ".0/24"));
            ranges.add(AddressRange.parse("2001:db8:0:" + Integer.toHexString(i) + "::/64"));
            ranges.add(AddressRange.parse("ffff:ffff:ffff:ff" + String.format("%02x", i) + "::/64"));
        }
        assertAgrees(ranges, random);
        assertThat(Ipv4Set.of(ranges.stream().filter(r -> r.network().isV4()).toList())
                        .edges())
                .isEqualTo(3);
    }

    @Test
    void halves_makeTheWhole() {
        SplittableRandom random = new SplittableRandom(2);
        assertAgrees(List.of(AddressRange.parse("0.0.0.0/1"), AddressRange.parse("128.0.0.0/1")), random);
        assertAgrees(List.of(AddressRange.parse("8000::/1"), AddressRange.parse("::/1")), random);
    }

    @Test
    void hundredThousandRanges_areAnsweredRight() {
        SplittableRandom random = new SplittableRandom(100_000);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) { // 10.x.y.z: even last octets and every even block of 2001:db8::/32
            int n = i / 2;
            entries.add(
                    i % 2 == 0
                            ? "10." + (n >>> 15) + "." + (n >>> 7 & 0xff) + "." + 2 * (n & 0x7f)
                            : "2001:db8:" + Integer.toHexString(n >>> 15) + ":" + Integer.toHexString(n << 1 & 0xffff)
                                    + "::/64");
        }
        AddressRanges ranges = AddressRanges.parse(entries);
        assertThat(ranges.entries())
                .hasSize(100_000)
                .isEqualTo(entries.stream()
                        .map(e -> AddressRange.parse(e).toString())
                        .toList());
        for (int i = 0; i < 200_000; i++) {
            int n = random.nextInt(1 << 17);
            IpAddress v4 = IpAddress.v4(10 << 24 | n);
            assertThat(ranges.contains(v4)).isEqualTo(n < 100_000 && n % 2 == 0);
            IpAddress v6 = IpAddress.v6(0x20010db8L << 32 | n, random.nextLong());
            assertThat(ranges.contains(v6)).isEqualTo(n < 100_000 && n % 2 == 0);
        }
    }

    private static void assertAgrees(List<AddressRange> ranges, SplittableRandom random) {
        AddressRanges set =
                AddressRanges.parse(ranges.stream().map(AddressRange::toString).toList());
        List<IpAddress> asked = new ArrayList<>();
        ranges.stream().limit(200).forEach(range -> asked.addAll(AddressRandom.aroundEdges(range)));
        for (int i = 0; i < 200; i++) {
            asked.add(AddressRandom.address(random, random.nextInt(1, 33)));
        }
        for (IpAddress address : asked) {
            boolean naive = ranges.stream().anyMatch(range -> range.contains(address));
            assertThat(set.contains(address))
                    .as("%s in %s ranges", address, ranges.size())
                    .isEqualTo(naive);
        }
    }

    /** The lowest and the highest are where an index begins and ends. */
    @ParameterizedTest
    @ValueSource(ints = {4, 20, 100, 1_000})
    void lowestAndHighest_areFoundAndTheirNeighboursNot(int size) {
        List<String> v4 = new ArrayList<>();
        List<String> v6 = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            v4.add("10." + (i >> 8) + "." + (i & 0xff) + ".128");
            v6.add("2001:db8:" + Integer.toHexString(i) + "::/48");
        }
        AddressRanges both =
                AddressRanges.parse(Stream.concat(v4.stream(), v6.stream()).toList());
        for (String edge : List.of(
                "10.0.1.128", v4.get(size - 1), "2001:db8:1::", v6.get(size - 1).replace("/48", "f"))) {
            assertThat(both.contains(Objects.requireNonNull(IpAddress.parse(edge))))
                    .as(edge)
                    .isTrue();
        }
        String above = v4.get(size - 1).replace(".128", ".129");
        for (String beside : List.of("10.0.1.127", "10.0.1.129", above, "2001:db8:0:ffff::", "2001:db8:ffff::")) {
            assertThat(both.contains(Objects.requireNonNull(IpAddress.parse(beside))))
                    .as(beside)
                    .isFalse();
        }
    }

    @Test
    void equalSets_hashAlikeAndOthersDifferently() {
        AddressRanges set = AddressRanges.of("10.0.0.0/8", "::1");

        assertThat(set)
                .isEqualTo(AddressRanges.of("10.0.0.0/8", "::1"))
                .hasSameHashCodeAs(AddressRanges.of("10.0.0.0/8", "::1"));
        assertThat(set.hashCode()).isNotEqualTo(AddressRanges.of("10.0.0.0/8").hashCode());
    }
}
