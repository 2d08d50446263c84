package io.keystile.jaxrs;

import io.keystile.net.IpAddress;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peer's address has been replaced by what a header said, as far as a proxy of the request shows it: by the
 * attributes that Tomcat's RemoteIpValve leaves, and by the true peer in the name of Jetty's connections over HTTP/1.1.
 */
final class ServletPeer {
    private static final String TOMCAT_ACCESS_LOG = "org.apache.catalina.AccessLog.RemoteAddr";
    private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

    private ServletPeer() {}

    static boolean isRewritten(HttpServletRequest request) {
        if (request.getAttribute(TOMCAT_ACCESS_LOG) != null || request.getAttribute(TOMCAT_FORWARDED) != null) {
            return true;
        }
        IpAddress connected = peerInName(request.getServletConnection());
        return connected != null && !connected.equals(IpAddress.tryParsePeer(request.getRemoteAddr()));
    }

    /** From a name like {@code /192.0.2.1:50662@139B7241#5}; null from any other. */
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
