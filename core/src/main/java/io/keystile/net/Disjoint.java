package io.keystile.net;

import java.util.ArrayList;
import java.util.List;

/** Sorts ranges of one family and drops those inside another: two CIDR blocks are nested or apart, never across. */
final class Disjoint {
    private Disjoint() {}

    static List<AddressRange> sorted(List<AddressRange> ranges) {
        List<AddressRange> sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> {
            int byFirst = a.network().compareTo(b.network());
            return byFirst != 0 ? byFirst : Integer.compare(a.prefixLength(), b.prefixLength());
        });
        List<AddressRange> outermost = new ArrayList<>(sorted.size());
        for (AddressRange range : sorted) {
            AddressRange last = outermost.isEmpty() ? null : outermost.get(outermost.size() - 1);
            if (last == null || !last.contains(range.network())) {
                outermost.add(range);
            }
        }
        return outermost;
    }
}
