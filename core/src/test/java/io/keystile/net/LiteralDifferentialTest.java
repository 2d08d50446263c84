package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our grammar against another's: the IPAddress library, switched to its strictest and held to ASCII. */
class LiteralDifferentialTest {
    private static final String MUTATIONS = "0123456789abcdefABCDEF::::....//% []-+xg\0\u0661\uff11";
    private static final String[] SEEDS = {
        "192.0.2.1",
        "255.255.255.255",
        "0.0.0.0",
        "::",
        "::1",
        "1::",
        "2001:db8::8:800:200c:417a",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4",
        "::ffff:192.0.2.1",
        "64:ff9b::203.0.113.9",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "fe80::1%eth0",
        "10.0.0.0/8",
        "2001:db8::/32",
        "::ffff:10.0.0.0/104",
        "1::5:6:1.2.3.4",
        "010.1.2.3"
    };
    private static final IPAddressStringParameters STRICT = strict(false);
    private static final IPAddressStringParameters STRICT_BUT_LENGTH = strict(true);

    @Test
    void randomAndMutatedLiterals_readTheSame() {
        SplittableRandom random = new SplittableRandom(0x4291);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = literal(random);
            IPAddress theirs = text.indexOf('/') < 0 ? theirs(text) : null;
            IpAddress ours = IpAddress.tryParse(text);
            assertThat(ours == null)
                    .as("'%s': %s, they: %s", text, ours, theirs)
                    .isEqualTo(theirs == null);
            if (ours != null && theirs != null) {
                assertThat(ours.toString()).isEqualTo(theirs.toCanonicalString());
                valid++;
            }
        }
        assertThat(valid).isBetween(40_000, 160_000); // both answers are really asked for
    }

    @Test
    void randomAndMutatedBlocks_readTheSameAndHoldTheSame() {
        SplittableRandom random = new SplittableRandom(0x4632);
        int valid = 0;
        for (int i = 0; i < 60_000; i++) {
            AddressRange block = AddressRandom.range(random, random.nextInt(1, 33));
            String text = random.nextBoolean() ? block.toString() : mutated(block.toString(), random);
            IPAddress theirs = theirs(text);
            AddressRange ours = tryRange(text);
            if (mappedBlock(text)) { // they keep it IPv6; ours is tested by its own clauses
                continue;
            }
            boolean exact = theirs != null && (theirs.getPrefixLength() == null || theirs.isPrefixBlock());
            assertThat(ours != null)
                    .as("'%s': %s, they: %s", text, ours, theirs)
                    .isEqualTo(exact);
            if (ours != null && theirs != null) {
                assertSameMembers(ours, theirs, random);
                valid++;
            }
        }
        assertThat(valid).isBetween(24_000, 54_000);
    }

    private static void assertSameMembers(AddressRange ours, IPAddress theirs, SplittableRandom random) {
        for (IpAddress address : AddressRandom.aroundEdges(ours)) {
            boolean expected = !crossesFamily(address, theirs) && theirs.contains(theirs(address.toString()));
            assertThat(ours.contains(address)).as("%s in %s", address, ours).isEqualTo(expected);
        }
        IpAddress any = AddressRandom.address(random, 32);
        boolean expected = !crossesFamily(any, theirs) && theirs.contains(theirs(any.toString()));
        assertThat(ours.contains(any)).as("%s in %s", any, ours).isEqualTo(expected);
    }

    private static boolean crossesFamily(IpAddress address, IPAddress theirs) {
        return address.isV4() != theirs.isIPv4();
    }

    private static boolean mappedBlock(String text) {
        int slash = text.indexOf('/');
        IpAddress address = slash < 0 ? null : IpAddress.tryParse(text.substring(0, slash));
        return address != null && address.isV4() && text.indexOf(':') >= 0;
    }

    private static @Nullable AddressRange tryRange(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String literal(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> AddressRandom.address(random, random.nextInt(1, 33)).toString();
            case 1 -> groups(random);
            case 2 -> mutated(SEEDS[random.nextInt(SEEDS.length)], random);
            default -> mutated(AddressRandom.address(random, 32).toString(), random);
        };
    }

    /** Groups in the form that nobody writes: leading zeros, gaps anywhere, one group too few or too many. */
    private static String groups(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(1, 10);
        int gap = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            text.append(i == gap ? "::" : i > 0 && text.charAt(text.length() - 1) != ':' ? ":" : "");
            String hex = Integer.toHexString(random.nextInt(1 << random.nextInt(1, 17)));
            text.append(random.nextInt(8) == 0 ? "0" : "").append(hex);
        }
        return text.append(random.nextInt(6) == 0 ? ":1.2.3." + random.nextInt(300) : "")
                .toString();
    }

    private static String mutated(String text, SplittableRandom random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            char c = MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
            int at = random.nextInt(mutated.length() + 1);
            if (at == mutated.length() || random.nextInt(3) == 0) {
                mutated.insert(at, c);
            } else if (random.nextBoolean()) {
                mutated.setCharAt(at, c);
            } else if (mutated.length() > 1) {
                mutated.deleteCharAt(at);
            }
        }
        return mutated.toString();
    }

    private static @Nullable IPAddress theirs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789abcdefABCDEF:./".indexOf(text.charAt(i)) < 0) { // they trim blanks, and take other marks
                return null;
            }
        }
        // with leading zeros forbidden they refuse a length of 0 too
        IPAddressStringParameters parameters = text.endsWith("/0") ? STRICT_BUT_LENGTH : STRICT;
        IPAddress address = new IPAddressString(text, parameters).getAddress();
        if (address instanceof IPv6Address v6 && v6.isIPv4Mapped() && text.indexOf('/') < 0) {
            return v6.getEmbeddedIPv4Address();
        }
        return address;
    }

    private static IPAddressStringParameters strict(boolean lengthWithZeros) {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .allowUnlimitedLeadingZeros(false)
                .allowPrefixLengthLeadingZeros(lengthWithZeros)
                .allowPrefixesBeyondAddressSize(false)
                .allowBinary(false);
        builder.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowEmptyZone(false)
                .allowBase85(false)
                .allowBinary(false)
                .allowUnlimitedLeadingZeros(false)
                .allowPrefixLengthLeadingZeros(lengthWithZeros)
                .allowPrefixesBeyondAddressSize(false)
                .getEmbeddedIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .allowUnlimitedLeadingZeros(false)
                .allowPrefixLengthLeadingZeros(lengthWithZeros)
                .allowPrefixesBeyondAddressSize(false)
                .allowBinary(false);
        return builder.toParams();
    }
}
