package io.keystile.spring;

import io.keystile.ConfigurationException;
import io.keystile.net.ClientAddress;
import io.keystile.spring.KeystileProperties.AddressSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where requests come from, by what was configured and by what Boot is known to do. */
final class Addresses {
    private static final String SETTING = "keystile.client-address: ";

    private Addresses() {}

    /**
     * The one that was chosen.
     *
     * @param resolvedBecause why Boot resolves the address itself; null if it doesn't
     * @throws ConfigurationException if none was chosen, or one that can't be right
     */
    static ClientAddress of(KeystileProperties settings, @Nullable String resolvedBecause) {
        AddressSource source = settings.clientAddress();
        if (resolvedBecause != null) {
            if (source != null && source != AddressSource.RESOLVED_BY_CONTAINER) {
                throw wrong("is " + source + ", but Spring Boot resolves the address ahead of it (" + resolvedBecause
                        + "): leave the setting out, or set server.forward-headers-strategy to none");
            }
            return ClientAddress.resolvedByContainer();
        }
        if (source == null) {
            throw wrong("where requests come from: peer, behind-proxies or resolved-by-container");
        }
        return switch (source) {
            case PEER -> ClientAddress.peer();
            case RESOLVED_BY_CONTAINER -> ClientAddress.resolvedByContainer();
            case BEHIND_PROXIES -> behind(settings);
        };
    }

    private static ClientAddress behind(KeystileProperties settings) {
        String header = settings.forwardedHeader();
        if (header == null || settings.proxies().isEmpty()) {
            throw wrong(
                    "behind-proxies wants keystile.forwarded-header, X-Forwarded-For or Forwarded, and keystile.proxies");
        }
        try {
            return ClientAddress.behind(header, settings.proxies().toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException(List.of(SETTING + problem));
    }
}
