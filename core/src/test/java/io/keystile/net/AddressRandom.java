package io.keystile.net;

import java.util.List;
import java.util.SplittableRandom;

/** Addresses and ranges by chance, crowded enough to nest, touch and hit the ends of the number line. */
final class AddressRandom {
    private AddressRandom() {}

    /** Up to {@code spread} low bits of each half (of the IPv4 address) vary; the others are all zero or all one. */
    static IpAddress address(SplittableRandom random, int spread) {
        if (random.nextBoolean()) {
            return IpAddress.v4((int) crowded(random, spread));
        }
        long high = crowded(random, spread) << random.nextInt(33);
        return IpAddress.v6(high, crowded(random, spread) << random.nextInt(33));
    }

    static AddressRange range(SplittableRandom random, int spread) {
        IpAddress address = address(random, spread);
        int bits = address.isV4() ? 32 : 128;
        int length = random.nextInt(20) == 0 ? random.nextInt(bits + 1) : bits - random.nextInt(spread + 1);
        return masked(address, length);
    }

    /** The first and last address and those just outside, of the same family where there are any. */
    static List<IpAddress> aroundEdges(AddressRange range) {
        IpAddress first = range.network();
        IpAddress last = range.last();
        return List.of(first, last, plus(first, -1), plus(last, 1));
    }

    static AddressRange masked(IpAddress address, int length) {
        int inAll = length + (address.isV4() ? 96 : 0);
        long high = address.high();
        long low = address.low();
        for (int bit = inAll; bit < 128; bit++) {
            if (bit < 64) {
                high &= ~(1L << (63 - bit));
            } else {
                low &= ~(1L << (127 - bit));
            }
        }
        IpAddress network = IpAddress.v6(high, low);
        return network.isV4() && !address.isV4() ? new AddressRange(network, 32) : new AddressRange(network, length);
    }

    private static IpAddress plus(IpAddress address, int step) {
        if (address.isV4()) {
            return IpAddress.v4(address.v4Bits() + step);
        }
        long low = address.low() + step;
        long carry = step > 0 && low == 0 ? 1 : step < 0 && low == -1 ? -1 : 0;
        return IpAddress.v6(address.high() + carry, low);
    }

    private static long crowded(SplittableRandom random, int spread) {
        long varying = random.nextLong() & (1L << spread) - 1;
        return random.nextBoolean() ? varying : varying | -1L << spread;
    }
}
