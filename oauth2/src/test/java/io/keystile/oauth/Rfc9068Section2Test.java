package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.VerifiedToken;
import io.keystile.credential.Access;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The claims of an access token (RFC 9068 §2.2, RFC 7519 §4.1): each must be there, and of its one type. */
final class Rfc9068Section2Test {
    private final Verifying es = new Verifying("ES256");

    @AfterEach
    void close() {
        es.close();
    }

    private void refused(String claim, Object... values) {
        for (Object value : values) {
            assertThat(es.isGood(es.withClaim(claim, value)))
                    .as("%s %s", claim, value)
                    .isFalse();
        }
    }

    @Test
    void everyClaim_isRequired() {
        for (String claim : List.of("iss", "sub", "aud", "client_id", "iat", "exp", "jti", "scope")) {
            assertThat(es.isGood(es.without(claim))).as(claim).isFalse();
        }
        String own =
                "{\"iss\":\"@iss@\",\"sub\":\"@sub@\",\"client_id\":\"@sub@\",\"aud\":\"@aud@\",\"scope\":\"a\",\"iat\":1,"
                        + "\"exp\":@now+300@,\"jti\":\"j\",\"env\":\"live\",\"acr\":\""
                        + es.key.credential().id()
                        + "\",\"gen\":1,\"epo\":0} ";
        assertThat(es.isGood(es.withClaimsText(own))).isTrue();
        for (String claim : List.of("\"env\":\"live\",", "\"gen\":1,", "\"jti\":\"j\",", ",\"epo\":0")) {
            assertThat(es.isGood(es.withClaimsText(own.replace(claim, ""))))
                    .as(claim)
                    .isFalse();
        }
        assertThat(es.isGood(es.withClaimsText(own.replace("\"acr\"", "\"acc\""))))
                .isFalse();
    }

    @Test
    void claims_haveOneTypeEach() {
        refused("sub", "", 1, List.of("prn_1"), true, "x".repeat(300), "prn_2");
        refused("client_id", "", 1, "prn_2");
        refused("jti", "", 1, List.of());
        refused("iat", "1", 1.5, true, -1);
        refused("env", "LIVE", "sandbox", "", 1);
        refused("acr", "", 1, "acr_1", "x".repeat(26), List.of());
        refused("gen", 0, -1, "1", 1.5, new BigInteger("4294967297"), true);
        refused("epo", -1, "0", new BigInteger("4294967296"), false);
        refused("nbf", "1", 1.5, -1, true);
    }

    @Test
    void end_isWholeSecondsWithinTheCalendar() {
        Instant now = es.service.time.instant();
        refused(
                "exp",
                "1",
                1.5,
                true,
                -1,
                List.of(),
                Map.of(),
                Long.MAX_VALUE,
                new BigInteger("18446744073709551616"),
                1e300,
                TokenClaims.LAST_SECOND + 1);
        VerifiedToken token = Objects.requireNonNull(es.verify(es.good()));
        assertThat(token.end()).isEqualTo(now.plusSeconds(300));
        assertThat(es.verify(es.withClaim("exp", TokenClaims.LAST_SECOND))).isNotNull();
    }

    @Test
    void scope_isOneText_andNoWildcard() {
        refused(
                "scope",
                "",
                " ",
                "*",
                "authorize *",
                "authorize  mandates",
                " authorize",
                List.of("authorize"),
                1,
                true,
                "a,b");
        assertThat(Objects.requireNonNull(es.verify(es.withClaim("scope", "mandates authorize")))
                        .access())
                .isEqualTo(Access.only("authorize", "mandates"));
    }

    @Test
    void fullAccess_isSaidByItsOwnClaimAlone() {
        refused("full", true, false, "true", 1);
        String full = es.build("{\"c_del\":[\"scope\"],\"c\":{\"full\":true}}");
        assertThat(Objects.requireNonNull(es.verify(full)).access()).isEqualTo(Access.full());
        assertThat(es.isGood(es.build("{\"c_del\":[\"scope\"],\"c\":{\"full\":false}}")))
                .isFalse();
        assertThat(es.isGood(es.build("{\"c_del\":[\"scope\"],\"c\":{\"full\":\"true\"}}")))
                .isFalse();
    }

    @Test
    void notBefore_isHeld_andForgottenByNobody() {
        long later = es.service.time.instant().plusSeconds(10).getEpochSecond();
        String token = es.withClaim("nbf", later);

        assertThat(es.isGood(token)).isFalse();
        es.service.time.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(es.isGood(token)).isFalse();
        es.service.time.advance(Duration.ofMillis(1));
        assertThat(es.isGood(token)).isTrue();
    }

    @Test
    void issuedAt_isNoTest() {
        assertThat(es.isGood(es.withClaim(
                        "iat", es.service.time.instant().plusSeconds(9_999).getEpochSecond())))
                .isTrue();
        assertThat(es.isGood(es.withClaim("iat", 0))).isTrue();
    }

    @Test
    void leeway_isAddedWhereItIsSet() {
        try (Verifying lenient = new Verifying("ES256", settings -> settings.leeway(Duration.ofSeconds(5)))) {
            Instant now = lenient.service.time.instant();
            assertThat(Objects.requireNonNull(lenient.verify(lenient.good())).end())
                    .isEqualTo(now.plusSeconds(305));
        }
    }
}
