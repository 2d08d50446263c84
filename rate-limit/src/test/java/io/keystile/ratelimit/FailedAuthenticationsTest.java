package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Limit;
import io.keystile.net.IpAddress;
import io.keystile.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedAuthenticationsTest {
    private final ManualTime time = ManualTime.start();
    private final FailedAuthentications failures =
            FailedAuthentications.of(new Limit(2, Duration.ofSeconds(10)), 50, time::nanos);

    private boolean within(String address) {
        return failures.failed(IpAddress.parse(address)) == null;
    }

    @Test
    void failures_areCountedByAddress_inIpv6ByItsNetwork() {
        assertThat(within("192.0.2.1")).isTrue();
        assertThat(within("192.0.2.1")).isTrue();
        assertThat(failures.failed(IpAddress.parse("192.0.2.1"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(within("192.0.2.2")).isTrue();
        assertThat(within("2001:db8::1")).isTrue();
        assertThat(within("2001:db8::2")).isTrue();
        assertThat(within("2001:db8::3")).isFalse();
        assertThat(within("2001:db8:0:1::1")).isTrue();
        time.advance(Duration.ofSeconds(5));
        assertThat(within("192.0.2.1")).isTrue();
    }

    @Test
    void unknownAddresses_shareOneCount() {
        assertThat(failures.failed(null)).isNull();
        assertThat(failures.failed(null)).isNull();
        assertThat(failures.failed(null)).isPositive();
    }

    @Test
    void floodFromManyNetworks_takesNoMoreThanItsRoom() {
        for (int i = 0; i < 10_000; i++) {
            within("2001:db8:" + Integer.toHexString(i) + "::1");
        }
        assertThat(failures.networks()).isLessThanOrEqualTo(50);
    }
}
