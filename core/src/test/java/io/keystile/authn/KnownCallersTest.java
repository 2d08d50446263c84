package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.RequestView;
import io.keystile.store.InMemoryCredentialStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownCallersTest {
    private final InMemoryCredentialStore store = new InMemoryCredentialStore();

    private record Get(String rawTarget, String key) implements RequestView {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public List<String> headers(String name) {
            return name.equalsIgnoreCase("X-API-Key") ? List.of(key) : List.of();
        }

        @Override
        public String peerAddress() {
            return "192.0.2.1";
        }

        @Override
        public boolean hasSession() {
            return false;
        }
    }

    private Keystile guarding(String path, String scope) {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder().guard("/api").scope(path, scope).build())
                .store(Environment.LIVE, store)
                .clientAddress(ClientAddress.peer())
                .build();
    }

    @Test
    void sameKey_isGrantedTheSame_untilItsCredentialChanges() {
        try (Keystile keystile = guarding("/api/a", "a")) {
            IssuedKey issued = keystile.credentials(Environment.LIVE)
                    .issue(NewCredential.principal("prn_1", "org_1").access(Access.only("a")));
            Get request = new Get("/api/a", issued.key().reveal());

            Decision first = keystile.decide(request);
            assertThat(first).isInstanceOf(Granted.class).isSameAs(keystile.decide(request));

            keystile.credentials(Environment.LIVE)
                    .change(issued.credential().id(), settings -> settings.withAccess(Access.only("a", "b")));
            Decision second = keystile.decide(request);
            assertThat(second).isInstanceOf(Granted.class).isNotSameAs(first);
            assertThat(((Granted) second).caller().access().scopes()).containsExactly("a", "b");

            keystile.credentials(Environment.LIVE)
                    .change(issued.credential().id(), settings -> settings.withAccess(Access.only("b")));
            assertThat(keystile.decide(request)).isInstanceOf(Refused.class);
        }
    }

    /** Each policy numbers its scopes for itself: what one made of a key must say nothing to the other. */
    @Test
    void twoKeystilesOverOneStore_keepApart() {
        try (Keystile one = guarding("/api/a", "a");
                Keystile other = guarding("/api/b", "b")) {
            String key = one.credentials(Environment.LIVE)
                    .issue(NewCredential.principal("prn_1", "org_1").access(Access.only("a")))
                    .key()
                    .reveal();
            for (int i = 0; i < 3; i++) {
                assertThat(one.decide(new Get("/api/a", key))).isInstanceOf(Granted.class);
                assertThat(other.decide(new Get("/api/b", key))).isInstanceOf(Refused.class);
            }
        }
    }
}
