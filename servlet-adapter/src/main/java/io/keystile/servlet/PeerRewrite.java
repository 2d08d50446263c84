package io.keystile.servlet;

import io.keystile.net.IpAddress;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether something ahead of the filter has replaced the peer's address by what a header said, as far as a filter can see
 * it: Tomcat's RemoteIpValve by the attributes that it leaves, Jetty's ForwardedRequestCustomizer by the name of the
 * connection, which still has the true peer (no part of Jetty's contract: over HTTP/1.1 in 12.1), and any wrapper by the
 * request under it. What can't be seen: a replacement that leaves none of these, such as a proxy protocol's, or that
 * customizer's over HTTP/2, where a connection's name has no address in it.
 */
final class PeerRewrite {
    /** For the access log, set whenever the valve is there, unless its {@code requestAttributesEnabled} is off. */
    private static final String TOMCAT_ACCESS_LOG = "org.apache.catalina.AccessLog.RemoteAddr";

    /** Set whenever the valve has replaced the address. */
    private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

    private PeerRewrite() {}

    static boolean isSeenIn(HttpServletRequest request) {
        if (request.getAttribute(TOMCAT_ACCESS_LOG) != null || request.getAttribute(TOMCAT_FORWARDED) != null) {
            return true;
        }
        HttpServletRequest innermost = Wrappers.innermost(request);
        String reported = innermost.getRemoteAddr();
        if (!Objects.equals(request.getRemoteAddr(), reported)) {
            return true;
        }
        IpAddress connected = peerInName(innermost.getServletConnection());
        return connected != null && !connected.equals(IpAddress.tryParsePeer(reported));
    }

    /** The peer, from a connection that is named like {@code /192.0.2.1:50662@139B7241#5}; null from any other. */
    private static @Nullable IpAddress peerInName(@Nullable ServletConnection connection) {
        String name = connection == null ? null : connection.getConnectionId();
        int end = name == null ? -1 : name.indexOf('@');
        if (name == null || end < 0) {
            return null;
        }
        int slash = name.lastIndexOf('/', end);
        int colon = name.lastIndexOf(':', end);
        return slash < 0 || colon < slash ? null : IpAddress.tryParsePeer(name.substring(slash + 1, colon));
    }
}
