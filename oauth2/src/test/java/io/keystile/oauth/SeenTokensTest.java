package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.authn.TokenChecksFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that was seen before costs no signature again, good or bad; and nobody can fill the memory with either. */
final class SeenTokensTest {
    private final Verifying es = new Verifying("ES256", settings -> settings.cachedTokens(100));

    @AfterEach
    void close() {
        es.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"c\":{\"iss\":\"x\"}}", "{\"post\":[[\"flip\",2,0]]}"})
    void repeatedToken_isCheckedOnce(String recipe) {
        String token = es.build(recipe);
        boolean first = es.isGood(token);
        for (int use = 0; use < 10; use++) {
            assertThat(es.isGood(token)).isEqualTo(first);
        }
        assertThat(es.signatures).isEqualTo(1);
    }

    @Test
    void whatIsCheapToSee_takesNoSignature() {
        List<String> bad = new ArrayList<>(List.of(
                "garbage",
                "a.b.c",
                es.withHeader("kid", "unknown"),
                es.withHeader("alg", "HS256"),
                es.withHeader("typ", "JWT"),
                es.withHeader("crit", List.of("exp")),
                es.build("{\"post\":[[\"sig_cut\",63]]}"),
                es.build("{\"post\":[[\"sig_add\",\"00\"]]}")));
        es.full = true;
        for (String token : bad) {
            assertThat(es.isGood(token)).isFalse();
        }
        assertThat(es.signatures).isZero();
    }

    @Test
    void gateIsFull_knownTokensPass_othersCantBeTold() {
        String good = es.good();
        assertThat(es.isGood(good)).isTrue();
        String fresh = es.withClaim("jti", "other");
        String forged = es.build("{\"post\":[[\"flip\",2,0]]}");
        es.full = true;

        assertThat(es.isGood(good)).isTrue();
        assertThatThrownBy(() -> es.isGood(fresh)).isInstanceOf(TokenChecksFullException.class);
        assertThatThrownBy(() -> es.isGood(forged)).isInstanceOf(TokenChecksFullException.class);
        es.full = false;
        assertThat(es.isGood(fresh)).isTrue();
        assertThat(es.isGood(forged)).isFalse();
    }

    @Test
    void seenTokenInAnotherForm_isNotThatToken() {
        String good = es.good();
        assertThat(es.isGood(good)).isTrue();
        int end = good.length();
        List<String> others = new ArrayList<>(List.of(good + "A", good + "=", good.substring(0, end - 1), "A" + good));
        for (int at : new int[] {0, 1, good.indexOf('.') + 1, good.lastIndexOf('.') + 1, end - 56, end - 55, end - 2}) {
            char other = good.charAt(at) == 'A' ? 'B' : 'A';
            others.add(good.substring(0, at) + other + good.substring(at + 1));
            // A character whose low byte is the good one's.
            others.add(good.substring(0, at) + (char) (good.charAt(at) + 0x100) + good.substring(at + 1));
        }

        assertThat(others).noneMatch(es::isGood);
        assertThat(es.isGood(good)).isTrue();
        assertThat(es.service.tokens.cachedTokens()).isEqualTo(1);
    }

    @Test
    void floodOfBadOnes_drivesOutNoGoodOne() {
        String good = es.good();
        assertThat(es.isGood(good)).isTrue();
        for (int i = 0; i < 20_000; i++) {
            assertThat(es.isGood("forged." + i + ".token")).isFalse();
        }
        assertThat(es.service.tokens.cachedTokens()).isEqualTo(1);
        assertThat(es.isGood(good)).isTrue();
        assertThat(es.signatures).isEqualTo(1);
    }

    @Test
    void goodOnes_areBounded_andThoseInUseStay() {
        String inUse = es.good();
        assertThat(es.isGood(inUse)).isTrue();
        for (int i = 0; i < 250; i++) {
            assertThat(es.isGood(es.withClaim("jti", "j" + i))).isTrue();
            assertThat(es.isGood(inUse)).isTrue();
            assertThat(es.service.tokens.cachedTokens()).isLessThanOrEqualTo(100);
        }
        assertThat(es.signatures).isEqualTo(251);
    }

    @Test
    void deadOnes_areForgotten() {
        for (int i = 0; i < 50; i++) {
            assertThat(es.isGood(es.withClaim("jti", "j" + i))).isTrue();
        }
        es.service.time.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 20; i++) {
            assertThat(es.isGood(es.withClaim("jti", "k" + i))).isTrue();
        }
        assertThat(es.service.tokens.cachedTokens()).isEqualTo(20);
    }

    @Test
    void deadOne_isStillKnownForWhatItWas_andCheckedNoMore() {
        String token = es.good();
        assertThat(es.isGood(token)).isTrue();
        es.service.time.advance(Duration.ofMinutes(5));
        for (int use = 0; use < 5; use++) {
            assertThat(es.verify(token)).isNotNull(); // the decision sees that it is over
        }
        assertThat(es.signatures).isEqualTo(1);
        assertThat(es.service.tokens.cachedTokens()).isZero();
    }

    @Test
    void twoThreadsWithOneToken_bothPass() throws Exception {
        String token = es.good();
        List<Thread> threads = new ArrayList<>();
        List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int use = 0; use < 500; use++) {
                    seen.add(es.service.tokens.verify(token, () -> {}) != null);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(2_000).doesNotContain(false);
        assertThat(es.service.tokens.cachedTokens()).isEqualTo(1);
    }
}
