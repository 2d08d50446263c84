package io.keystile.net;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code X-Forwarded-For}, for which there is no standard. An entry is an address, or what load balancers
 * make of it: IPv4 with a port, IPv6 in brackets with or without one. An empty entry is one of unknown content and not
 * to be skipped, whatever RFC 9110 §5.6.1 says of lists: a proxy that knew nothing wrote it.
 */
final class XForwardedFor {
    private XForwardedFor() {}

    static void walk(String line, HopWalk walk) {
        int to = line.length();
        while (to >= 0 && !walk.ended()) {
            int comma = to == 0 ? -1 : line.lastIndexOf(',', to - 1);
            walk.step(hop(line, comma + 1, to));
            to = comma;
        }
    }

    private static @Nullable IpAddress hop(String line, int rawFrom, int rawTo) {
        int from = rawFrom;
        int to = rawTo;
        while (from < to && Blank.is(line.charAt(from))) {
            from++;
        }
        while (from < to && Blank.is(line.charAt(to - 1))) {
            to--;
        }
        IpAddress bare = IpLiteral.parse(line, from, to);
        return bare != null ? bare : HopNode.parse(line, from, to, false);
    }
}
