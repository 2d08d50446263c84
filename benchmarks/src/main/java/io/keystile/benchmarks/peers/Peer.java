package io.keystile.benchmarks.peers;

import java.net.MalformedURLException;

/** One of them. Used by one thread. */
public interface Peer {
    /** Whether the request is let in. */
    boolean letsIn(PeerRequest request) throws Exception;

    /** The peer of that name, knowing these keys. */
    static Peer named(String name, Owners owners) {
        return switch (name) {
            case "hand-written" -> new HandWrittenFilter(owners);
            case "spring-security" -> new SpringSecurityChain(owners);
            case "shiro" -> new ShiroBearerRealm(owners);
            case "dropwizard" -> new DropwizardCaching(owners);
            case "pac4j" -> new Pac4jHeaderClient(owners);
            default -> throw new IllegalArgumentException("no peer: " + name);
        };
    }

    /** The peer of that name that takes such tokens. */
    static Peer ofTokens(String name, TokenRules rules) throws MalformedURLException {
        return switch (name) {
            case "nimbus" -> new NimbusProcessor(rules);
            case "spring-resource-server" -> new SpringResourceServer(rules);
            default -> throw new IllegalArgumentException("no peer: " + name);
        };
    }
}
