package io.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.key.ApiKey;
import io.keystile.key.KeyHash;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No record's text holds a key or a whole hash, and no event any part of a hash. */
class RecordTextTest {
    private final ApiKey newest = Samples.key();
    private final ApiKey older = Samples.key();
    private final Credential credential = Samples.inGrace(newest, older, Samples.after(60_000));

    @Test
    void credentialsText_holdsNoKeyAndNoHash() {
        assertThat(credential.toString())
                .contains("acr_", newest.hint())
                .doesNotContain(newest.reveal(), older.reveal(), hex(newest, 64), hex(older, 64));
    }

    @Test
    void eventsText_holdsNoKeyAndNoPartOfAHash() {
        LifecycleEvent event = LifecycleEvent.of(Kind.ISSUED, Actor.application(), Samples.T0, null, credential);

        assertThat(event.before()).isEmpty();
        assertThat(event.after())
                .containsEntry("key_hint", newest.hint())
                .containsEntry("previous_keys", older.hint() + " until " + Samples.after(60_000));
        assertThat(event.toString()).doesNotContain(newest.reveal(), older.reveal(), hex(newest, 8), hex(older, 8));
    }

    @Test
    void event_tellsTheDifferenceAlone() {
        Credential next = credential.with(credential
                .settings()
                .withAccess(Access.only("b", "a"))
                .withExpiresAt(Samples.after(5))
                .withLabel("CI"));
        LifecycleEvent event = LifecycleEvent.of(Kind.CHANGED, Actor.named("jo"), Samples.T0, credential, next);

        assertThat(event.before())
                .containsOnly(Map.entry("scopes", "*"), Map.entry("expires_at", ""), Map.entry("label", ""));
        assertThat(event.after())
                .containsOnly(
                        Map.entry("scopes", "a,b"),
                        Map.entry("expires_at", Samples.after(5).toString()),
                        Map.entry("label", "CI"));
    }

    private static String hex(ApiKey key, int digits) {
        return KeyHash.of(key).toHex().substring(0, digits);
    }
}
