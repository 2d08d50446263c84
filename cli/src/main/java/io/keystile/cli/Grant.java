package io.keystile.cli;

import io.keystile.credential.Access;
import io.keystile.lifecycle.NewCredential;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a credential is to be, as far as it has been said.
 *
 * @param plane {@code client} or {@code principal}
 * @param access null: not said
 */
record Grant(
        String plane,
        @Nullable String owner,
        @Nullable String tenant,
        @Nullable Access access,
        List<String> allowlist,
        @Nullable Instant expiresAt,
        @Nullable String label,
        Map<String, String> attributes) {
    Grant {
        allowlist = List.copyOf(allowlist);
        attributes = Map.copyOf(attributes);
    }

    /**
     * As a lifecycle takes it.
     *
     * @throws UsageException for what has to be said and isn't, by these names
     */
    NewCredential credential(String tenantName, String ownerName, String accessName) {
        if (tenant == null) {
            throw new UsageException(tenantName, "needed");
        }
        if (access == null) {
            throw new UsageException(accessName, "needed: there is no default");
        }
        NewCredential credential = of(tenant, ownerName).access(access).expiresAt(expiresAt);
        if (!allowlist.isEmpty()) {
            credential = credential.allowAddresses(allowlist.toArray(new String[0]));
        }
        return (label == null ? credential : credential.label(label)).attributes(attributes);
    }

    private NewCredential of(String itsTenant, String ownerName) {
        switch (plane) {
            case "principal" -> {
                if (owner == null) {
                    throw new UsageException(ownerName, "needed: whom the key stands for");
                }
                return NewCredential.principal(owner, itsTenant);
            }
            case "client" -> {
                if (owner != null) {
                    throw new UsageException(ownerName, "a key of the client plane is its tenant's own");
                }
                return NewCredential.client(itsTenant);
            }
            default -> throw new UsageException("plane", "must be client or principal");
        }
    }
}
