package io.keystile.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Whether Spring Boot replaces the peer's address by what a header says, ahead of every filter. */
final class ForwardedHeaders {
    private ForwardedHeaders() {}

    /** What makes it do so, in words; null if nothing does. */
    static @Nullable String resolvedBecauseOf(Environment environment) {
        Binder settings = Binder.get(environment);
        for (String header : new String[] {"remote-ip-header", "protocol-header"}) {
            String name = "server.tomcat.remoteip." + header;
            if (StringUtils.hasText(settings.bind(name, String.class).orElse(""))) {
                return name + " is set";
            }
        }
        String strategy = settings.bind("server.forward-headers-strategy", String.class)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!strategy.isEmpty()) {
            return strategy.equals("none") ? null : "server.forward-headers-strategy is " + strategy;
        }
        // Boot's own rule: on such a platform the strategy is native if none was set.
        CloudPlatform platform = CloudPlatform.getActive(environment);
        return platform != null && platform.isUsingForwardHeaders()
                ? "the platform is " + platform + ", and server.forward-headers-strategy is not set"
                : null;
    }
}
