package io.keystile.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Whether something ahead of the filter has replaced the peer's address by what a header said. */
final class PeerRewrite {
    /** Set by Tomcat's RemoteIpValve, and its RemoteIpFilter, for the access log, whenever they replace the address. */
    private static final String TOMCAT_ACCESS_LOG = "org.apache.catalina.AccessLog.RemoteAddr";

    private PeerRewrite() {}

    static boolean isSeenIn(HttpServletRequest request) {
        return request.getAttribute(TOMCAT_ACCESS_LOG) != null
                || !Objects.equals(
                        request.getRemoteAddr(), Wrappers.innermost(request).getRemoteAddr());
    }
}
