package io.keystile.examples.mandateapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.keystile.examples.common.DurationFlag;
import io.keystile.examples.common.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints fresh keys for {@code --token-keys}, one for each environment: {@code MakeTokenKeys [DURATION]}. With a duration they
 * sign only once that is over, and until then the ones before them do.
 */
public final class MakeTokenKeys {
    private MakeTokenKeys() {}

    public static void main(String[] args) throws JOSEException {
        Instant start = args.length == 0 ? null : Instant.now().plus(DurationFlag.parse("DURATION", args[0]));
        System.out.println(set(start));
    }

    /**
     * A JWK set.
     *
     * @param start null: at once
     */
    static String set(@Nullable Instant start) throws JOSEException {
        return new String(
                Json.bytes(Map.of("keys", List.of(key("live", start), key("sandbox", start)))), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> key(String environment, @Nullable Instant start) throws JOSEException {
        Map<String, Object> key = new ECKeyGenerator(Curve.P_256).generate().toJSONObject();
        key.put("env", environment);
        if (start != null) {
            key.put("nbf", start.getEpochSecond());
        }
        return key;
    }
}
