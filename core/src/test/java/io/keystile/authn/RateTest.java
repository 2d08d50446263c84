package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static io.keystile.authn.Fixture.principal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keystile.credential.Credential;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.ClientAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the rate limiter is asked, and what its answers lead to. */
final class RateTest {
    private final Fixture service = new Fixture();
    private final List<String> spent = new ArrayList<>();

    private void limitTo(RateVerdict verdict) {
        service.limiter = (environment, tenant, credential, cost) -> {
            spent.add(environment + " " + tenant.id() + " " + cost);
            return verdict;
        };
    }

    @Test
    void granted_spendsOne_andABatchItsProcedures() {
        Quota quota = new Quota(10, Duration.ofSeconds(1), 9, Duration.ofMillis(100));
        limitTo(new RateVerdict.Within(List.of(quota)));
        IssuedKey issued = service.issue("mandates:read", "mandates:write");
        Decision decision = service.decide(get("/api/mandates", issued));
        assertThat(((Granted) decision).quotas()).containsExactly(quota);
        service.decide(get("/api/trpc/mandates.list,mandates.cancel,mandates.list", issued));
        assertThat(spent).containsExactly("LIVE cli_1 1", "LIVE cli_1 3");
    }

    @Test
    void whatAuthenticationOrTheAddressRefuses_spendsNothing_aMissingScopeDoes() {
        limitTo(new RateVerdict.Within(List.of()));
        IssuedKey elsewhere = service.issue(principal("mandates:read").allowAddresses("192.0.2.1"));
        service.decide(get("/api/mandates", elsewhere));
        IssuedKey revoked = service.issue("mandates:read");
        service.lifecycle(Environment.LIVE).revoke(revoked.credential().id());
        service.decide(get("/api/mandates", revoked));
        service.decide(get("/api/mandates"));
        service.decide(get("/api/health"));
        service.decide(get("/api/admin").with("X-Admin-Key", Fixture.OPERATOR_KEY));
        service.decide(get("/api/reports").withSession());
        assertThat(spent).isEmpty();
        assertThat(service.reason(get("/api/mandates", service.issue("x")))).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(service.reason(get("/api/trpc/mandates.list,mandates.cancel", service.issue("x"))))
                .isEqualTo(Reason.SCOPE_MISSING);
        assertThat(spent).containsExactly("LIVE cli_1 1", "LIVE cli_1 1");
    }

    /** Counts how often it is asked for an account, and each account's requests, under the name. */
    private RateLimiter counting(String name) {
        return new RateLimiter() {
            @Override
            public RateVerdict spend(Environment environment, Tenant tenant, Credential credential, int cost) {
                throw new AssertionError("by its account alone");
            }

            @Override
            public Account account(Environment environment, Tenant tenant, Credential credential) {
                spent.add(name + " for " + tenant.details().label());
                return cost -> {
                    spent.add(name + " " + cost);
                    return new RateVerdict.Within(List.of());
                };
            }
        };
    }

    @Test
    void account_isAskedForOnce_andAnewWhenARecordChanges() {
        service.limiter = counting("a");
        IssuedKey issued = service.issue("mandates:read");
        service.decide(get("/api/mandates", issued));
        service.decide(get("/api/mandates", issued));
        service.lifecycle(Environment.LIVE).changeTenant("cli_1", details -> details.withLabel("Acme"));
        service.decide(get("/api/mandates", issued));
        assertThat(spent).containsExactly("a for null", "a 1", "a 1", "a for Acme", "a 1");
    }

    @Test
    void decisionsThatShareAStore_haveAccountsOfTheirOwn() {
        Fixture other = new Fixture();
        other.stores.putAll(service.stores);
        service.limiter = counting("a");
        other.limiter = counting("b");
        IssuedKey issued = service.issue("mandates:read");
        for (int i = 0; i < 2; i++) {
            service.decide(get("/api/mandates", issued));
            other.decide(get("/api/mandates", issued));
        }
        assertThat(spent).filteredOn(line -> line.endsWith("1")).containsExactly("a 1", "b 1", "a 1", "b 1");
    }

    @Test
    void quotasWorkedOutWhenRead_areThoseGivenAtOnce() {
        Quota quota = new Quota(10, Duration.ofSeconds(1), 9, Duration.ofMillis(100));
        Quota longer = new Quota(20, Duration.ofSeconds(3), 19, Duration.ofMillis(100));
        RateVerdict.Within later = RateVerdict.Within.of(2, i -> i == 0 ? quota : longer);
        assertThat(later).isEqualTo(new RateVerdict.Within(List.of(quota, longer)));
        assertThat(later.quotas()).containsExactly(quota, longer);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> later.quotas().add(quota));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> later.quotas().get(2));
    }

    @Test
    void over_isRefusedWithTheTimeToComeBack_beforeTheScope() {
        limitTo(new RateVerdict.Over(Duration.ofMillis(1500), List.of()));
        Decision decision = service.decide(get("/api/mandates", service.issue("x")));
        Refusal refusal = ((Refused) decision).refusal();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void limiterThatCantTell_failsAsChosen() {
        IssuedKey issued = service.issue("mandates:read");
        limitTo(new RateVerdict.Unknown());
        assertThat(service.reason(get("/api/mandates", issued))).isEqualTo(Reason.RATE_LIMITER_UNAVAILABLE);
        Fixture open = new Fixture();
        open.outage = RateLimiterOutage.FAIL_OPEN;
        open.limiter = (environment, tenant, credential, cost) -> new RateVerdict.Unknown();
        assertThat(open.reason(get("/api/mandates", open.issue("mandates:read"))))
                .isNull();
        assertThat(open.reason(get("/api/mandates", open.issue("x")))).isEqualTo(Reason.SCOPE_MISSING);
    }

    @Test
    void limiterThatThrows_cantTell() {
        service.limiter = (environment, tenant, credential, cost) -> {
            throw new IllegalStateException("redis");
        };
        assertThat(service.reason(get("/api/mandates", service.issue("mandates:read"))))
                .isEqualTo(Reason.RATE_LIMITER_UNAVAILABLE);
    }

    @Test
    void limiterThatThrows_failsAsChosenToo() {
        for (RateLimiterOutage outage : RateLimiterOutage.values()) {
            Fixture broken = new Fixture();
            broken.outage = outage;
            broken.limiter = (environment, tenant, credential, cost) -> {
                throw new IllegalStateException("against its word");
            };
            IssuedKey issued = broken.issue("mandates:read");
            assertThat(broken.reason(get("/api/mandates", issued)))
                    .isEqualTo(outage == RateLimiterOutage.FAIL_OPEN ? null : Reason.RATE_LIMITER_UNAVAILABLE);
        }
    }

    @Test
    void failedAuthentications_becomeOne429_whateverTheirCause_andAGoodKeyPasses() {
        List<Object> failures = new ArrayList<>();
        Refused refused = (Refused) service.decide(get("/api/mandates"));
        FailureGate gate = new FailureGate(
                address -> {
                    failures.add(String.valueOf(address));
                    return failures.size() > 1 ? Duration.ofSeconds(7) : null;
                },
                ClientAddress.peer());
        IssuedKey good = service.issue("mandates:read");
        assertThat(gate.judged(refused)).isSameAs(refused);
        for (Decision cause : List.of(
                service.decide(get("/api/mandates")),
                service.decide(get("/api/mandates").with("X-API-Key", "dd_live_x")),
                service.decide(get("/api/mandates").with("X-API-Key", "a").with("Authorization", "Bearer b")))) {
            Refused judged = (Refused) gate.judged(cause);
            assertThat(judged.refusal().kind()).isEqualTo(Refusal.Kind.RATE_LIMITED);
            assertThat(judged.refusal().retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(judged.reason()).isEqualTo(Reason.TOO_MANY_FAILURES);
        }
        assertThat(gate.judged(service.decide(get("/api/mandates", good)))).isInstanceOf(Granted.class);
        Decision forbidden = service.decide(get("/api/mandates", service.issue("x")));
        assertThat(gate.judged(forbidden)).isSameAs(forbidden);
        assertThat(failures).hasSize(4);
    }

    @Test
    void failureLimiterThatThrowsOrIsNotThere_leavesThe401() {
        Decision refused = service.decide(get("/api/mandates"));
        FailureLimiter broken = address -> {
            throw new IllegalStateException("full");
        };
        assertThat(new FailureGate(broken, ClientAddress.peer()).judged(refused))
                .isSameAs(refused);
        assertThat(new FailureGate(null, ClientAddress.peer()).judged(refused)).isSameAs(refused);
    }
}
