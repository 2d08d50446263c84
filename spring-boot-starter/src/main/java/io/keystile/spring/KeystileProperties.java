package io.keystile.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings of the application's Keystile.
 *
 * @param enabled whether there is a Keystile; without one the routes of the policy are closed, not open
 * @param prefix prefix of the API keys, such as acme: a lower-case letter, then lower-case letters and digits
 * @param policy the policy file: which request needs what
 * @param clientAddress where requests come from; no need to say where Spring Boot itself resolves forwarding headers
 * @param forwardedHeader the one header that the proxies write, X-Forwarded-For or Forwarded, where requests come from behind proxies
 * @param proxies addresses and CIDR blocks of the proxies whose header is believed
 * @param outageGrace how much longer cached keys pass while their database can't be asked, such as 5m; or none
 * @param maxStaleness how long after a commit anywhere this node may still decide by the old record
 * @param store where credentials are kept
 * @param sessionsGuardedBy what guards sessions against cross-site forgery; Spring Security does, where it is there, unless said otherwise
 * @param sessionOrigins the application's own origins, where sessions are guarded by origin
 * @param crossOrigins origins whose scripts may use API keys
 * @param operators keys of the admin plane: the SHA-256 of each in hex, by the operator's name
 * @param scopes scopes that the policy doesn't name, and annotations ask for
 * @param realm the realm that a 401's challenge names; the prefix if not set
 * @param rateLimitHeaders whether callers are told of their limits
 */
@ConfigurationProperties("keystile")
record KeystileProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String prefix,
        @DefaultValue("classpath:keystile-policy.json") Resource policy,
        @Nullable AddressSource clientAddress,
        @Nullable String forwardedHeader,
        @DefaultValue List<String> proxies,
        @Nullable String outageGrace,
        @DefaultValue("1s") Duration maxStaleness,
        @DefaultValue("jdbc") StoreKind store,
        @Nullable SessionGuardKind sessionsGuardedBy,
        @DefaultValue List<String> sessionOrigins,
        @DefaultValue List<String> crossOrigins,
        @DefaultValue Map<String, String> operators,
        @DefaultValue List<String> scopes,
        @Nullable String realm,
        @DefaultValue("true") boolean rateLimitHeaders) {

    /** Copies. */
    KeystileProperties {
        proxies = List.copyOf(proxies);
        sessionOrigins = List.copyOf(sessionOrigins);
        crossOrigins = List.copyOf(crossOrigins);
        operators = Map.copyOf(operators);
        scopes = List.copyOf(scopes);
    }

    /** Where requests come from. */
    enum AddressSource {
        /** Nothing stands before the service. */
        PEER,
        /** Proxies do, and each appends to one header. */
        BEHIND_PROXIES,
        /** The container, or a filter of Spring's, has resolved the address ahead of us, and is believed. */
        RESOLVED_BY_CONTAINER
    }

    /** Where credentials are kept. */
    enum StoreKind {
        /** In the application's database. */
        JDBC,
        /** In this process's memory: a restart ends every key. */
        IN_MEMORY_LOST_AT_RESTART
    }

    /** What guards sessions against cross-site forgery. */
    enum SessionGuardKind {
        /** The application does, as by Spring Security's CSRF protection. */
        APPLICATION,
        /** Keystile does, by the origin of unsafe requests. */
        ORIGIN
    }
}
