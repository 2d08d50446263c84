package io.keystile.spring.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the filter, and of the check of handlers at the start.
 *
 * @param filter where the filter stands, in an application with Spring Security
 * @param handlers the check of handlers
 */
@ConfigurationProperties("keystile")
record WebProperties(
        @DefaultValue("security-chain") FilterPlace filter,
        @DefaultValue Handlers handlers) {

    /** Where the filter stands. */
    enum FilterPlace {
        /** In the chains that say so, by http.with(keystile(), …). */
        SECURITY_CHAIN,
        /** Before the whole application, as where there is no Spring Security. */
        SERVLET
    }

    /**
     * The check of handlers.
     *
     * @param open handlers that nothing has to guard, as they are mapped: /about, /pages/**
     * @param uncovered what happens where the policy leaves a handler uncovered
     */
    record Handlers(
            @DefaultValue List<String> open,
            @DefaultValue("stop-the-start") Uncovered uncovered) {
        /** Copies. */
        Handlers {
            open = List.copyOf(open);
        }
    }

    /** What happens where the policy leaves a handler uncovered. */
    enum Uncovered {
        /** The application doesn't start. */
        STOP_THE_START,
        /** It starts, with a warning; the handler is open to everyone. */
        WARN_AND_LEAVE_OPEN
    }
}
