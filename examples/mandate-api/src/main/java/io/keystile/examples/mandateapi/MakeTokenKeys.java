package io.keystile.examples.mandateapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.keystile.examples.common.DurationFlag;
import io.keystile.examples.common.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Prints fresh keys for {@code --token-keys}, one for each environment: {@code MakeTokenKeys [DURATION]}, after which they sign. */
public final class MakeTokenKeys {
    private MakeTokenKeys() {}

    public static void main(String[] args) throws JOSEException {
        Duration later = args.length == 0 ? Duration.ZERO : DurationFlag.parse("DURATION", args[0]);
        System.out.println(set(Instant.now().plus(later)));
    }

    static String set(Instant start) throws JOSEException {
        return new String(
                Json.bytes(Map.of("keys", List.of(key("live", start), key("sandbox", start)))), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> key(String environment, Instant start) throws JOSEException {
        Map<String, Object> key = new ECKeyGenerator(Curve.P_256).generate().toJSONObject();
        key.put("env", environment);
        key.put("nbf", start.getEpochSecond());
        return key;
    }
}
