package io.keystile.cli;

import io.keystile.credential.Access;
import io.keystile.lifecycle.NewCredential;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose a new credential is, and what it may do. */
final class GrantOptions {
    @Option(
            names = "--plane",
            paramLabel = "client|principal",
            defaultValue = "principal",
            description = "Default: principal.")
    private String plane = "";

    @Option(names = "--tenant", paramLabel = "ID", description = "The organisation that it belongs to.")
    private @Nullable String tenant;

    @Option(names = "--owner", paramLabel = "ID", description = "The principal that it resolves to.")
    private @Nullable String owner;

    @Option(names = "--scope", paramLabel = "SCOPE", split = ",", description = "What it may do; again for more.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--full-access", description = "It may do everything on its plane.")
    private boolean fullAccess;

    @Option(names = "--allow", paramLabel = "CIDR", split = ",", description = "Where it may be used from.")
    private List<String> allow = new ArrayList<>();

    @Option(names = "--expires-at", paramLabel = "TIME", description = "Such as 2027-01-31T12:00:00Z.")
    private @Nullable String expiresAt;

    @Option(names = "--expires-in", paramLabel = "DURATION", description = "Such as 365d.")
    private @Nullable String expiresIn;

    @Option(names = "--label", paramLabel = "TEXT", description = "What people call it.")
    private @Nullable String label;

    @Option(names = "--attribute", paramLabel = "NAME=VALUE", description = "What programs want to know of it.")
    private List<String> attributes = new ArrayList<>();

    Grant grant(InstantSource clock) {
        return new Grant(plane, owner, tenant, access(), allow, end(clock), label, attributes());
    }

    private @Nullable Access access() {
        if (fullAccess && !scopes.isEmpty()) {
            throw new UsageException("--full-access", "can't be given beside --scope");
        }
        if (fullAccess) {
            return Access.full();
        }
        return scopes.isEmpty() ? null : Access.only(scopes);
    }

    private @Nullable Instant end(InstantSource clock) {
        if (expiresAt != null && expiresIn != null) {
            throw new UsageException("--expires-in", "can't be given beside --expires-at");
        }
        if (expiresIn != null) {
            return clock.instant().plus(Values.duration("--expires-in", expiresIn));
        }
        return expiresAt == null ? null : Values.instant("--expires-at", expiresAt);
    }

    private Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String attribute : attributes) {
            int equals = attribute.indexOf('=');
            if (equals < 1
                    || all.putIfAbsent(attribute.substring(0, equals), attribute.substring(equals + 1)) != null) {
                throw new UsageException("--attribute", "must be NAME=VALUE, each name once");
            }
        }
        return all;
    }

    /** As a lifecycle takes it. */
    NewCredential credential(InstantSource clock) {
        return grant(clock).credential("--tenant", "--owner", "--scope or --full-access");
    }
}
