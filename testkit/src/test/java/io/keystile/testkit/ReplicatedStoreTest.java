package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.Changes;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import io.keystile.store.StoreUnavailableException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ReplicatedStoreTest extends CredentialStoreContract {
    private final ReplicatedStore shared = new ReplicatedStore();
    private final StoreNode here = shared.node();
    private final StoreNode there = shared.node();

    @Override
    protected CredentialStore freshStore() {
        return new ReplicatedStore().node();
    }

    private static Keystile over(StoreNode node) {
        KeystileBuilder builder = Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder().guard("/api").build())
                .clientAddress(ClientAddress.peer())
                .freshness(Freshness.withoutOutageGrace());
        return builder.store(Environment.LIVE, node).build();
    }

    @Test
    void changeMadeByOneNode_isInTheFeedOfAll() {
        try (Keystile keystile = over(there)) {
            IssuedKey issued = keystile.credentials(Environment.LIVE)
                    .issue(NewCredential.principal("prn_1", "cli_1").access(Access.full()));
            Changes start = here.after(null, 10);
            keystile.credentials(Environment.LIVE).revoke(issued.credential().id());

            Changes read = here.after(start.head(), 10);

            assertThat(start.changes()).isEmpty();
            assertThat(read.changes()).hasSize(1);
            assertThat(read.head().position()).isEqualTo(start.head().position() + 1);
            assertThat(here.findByKey(KeyHash.of(issued.key()))).isNotNull();
        }
    }

    @Test
    void brokenNode_isBrokenAlone() {
        here.breakDown();

        Assertions.assertThatThrownBy(() -> here.after(null, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThat(there.after(null, 1).changes()).isEmpty();
        here.recover();
        here.breakFeed();
        assertThat(here.findByKey(KeyHash.of("nobody's"))).isNull();
        Assertions.assertThatThrownBy(() -> here.after(null, 1)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void prunedAndFailedOver_show() {
        try (Keystile keystile = over(there)) {
            keystile.credentials(Environment.LIVE)
                    .issue(NewCredential.principal("prn_1", "cli_1").access(Access.full()));
        }
        String before = here.after(null, 1).head().feed();

        shared.prune();
        shared.failOver();

        assertThat(here.after(null, 1).oldestKept()).isEqualTo(2);
        assertThat(here.after(null, 1).head().feed()).isNotEqualTo(before);
    }
}
