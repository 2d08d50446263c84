package io.keystile.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.http.Answer;
import io.keystile.oauth.TokenAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a token costs beside a key: repeated, never seen before, forged, and made. Over a store that is not local and wholly
 * cached. The bare signature is the JOSE library's ES256 over the same text, whatever the tokens are signed by.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenCheck {
    private static final int FEWEST_KEPT = 100;

    /** What tokens are signed by. */
    @Param("ES256")
    public TokenAlgorithm algorithm = TokenAlgorithm.ES256;

    /** How many keys, and tokens, one of each: more than {@code tokenFirstSeen} keeps in mind. */
    @Param("1000")
    public int keys = 1_000;

    private IssuedTokens issued = new IssuedTokens(TokenAlgorithm.ES256, 1);
    private Inputs inputs = new Inputs(issued);

    /** Made by JMH. */
    public TokenCheck() {}

    /** Issues all keys, and a token for each. */
    @Setup
    public void issue() throws Exception {
        issued.close();
        issued = new IssuedTokens(algorithm, keys);
        inputs = new Inputs(issued);
        check();
    }

    /** Ends the threads, if all is still as it was. */
    @TearDown
    public void close() throws IOException {
        check();
        issued.close();
    }

    private void check() throws IOException {
        for (int i = 0; i < keys; i++) {
            Expected.granted(issued.keystile.decide(issued.byKey[i]), "prn_" + i);
            Expected.granted(issued.keystile.decide(inputs.byToken[i]), "prn_" + i);
        }
        Keystile fresh = issued.node(FEWEST_KEPT, 1_000);
        Expected.refused(fresh, fresh.decide(inputs.forged(inputs.own)), Reason.BAD_TOKEN);
        Expected.refused(fresh, fresh.decide(inputs.forged(inputs.foreign)), Reason.BAD_TOKEN);
        Expected.that(mint().status() == 200, "no token is made");
    }

    /** A key: what all else is held to. */
    @Benchmark
    public Decision key() {
        return issued.keystile.decide(issued.byKey[Inputs.index(keys)]);
    }

    /** A token that was seen before. */
    @Benchmark
    public Decision tokenRepeated() {
        return issued.keystile.decide(inputs.byToken[Inputs.index(keys)]);
    }

    /** A token whose signature is not known any more. */
    @Benchmark
    public Decision tokenFirstSeen() {
        Decision decision = inputs.forgetful.decide(inputs.byToken[inputs.next++ % inputs.byToken.length]);
        if (!(decision instanceof Granted)) {
            throw new IllegalStateException("refused");
        }
        return decision;
    }

    /** Ever another token of a key that is not there. */
    @Benchmark
    public Decision forgedUnknownKey() {
        return inputs.narrow.decide(inputs.forged(inputs.foreign));
    }

    /** Ever another token of our key, wrongly signed, behind the gate as it is unless set. */
    @Benchmark
    public Decision forgedSignature() {
        return inputs.narrow.decide(inputs.forged(inputs.own));
    }

    /** A token, made by the whole endpoint. */
    @Benchmark
    public Answer mint() throws IOException {
        return issued.endpoint.token(issued.post, new ByteArrayInputStream(issued.forms[Inputs.index(keys)]));
    }

    /** The signature alone. */
    @Benchmark
    public Base64URL bareEs256Signature() throws JOSEException {
        return inputs.signer.sign(inputs.header, inputs.signed);
    }

    /** What is asked. */
    private static final class Inputs {
        private final HeaderRequest[] byToken;
        private final Keystile forgetful;
        private final Keystile narrow;
        private final ECDSASigner signer;
        private final JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
        private final byte[] signed;
        private final String own;
        private final String foreign;
        private int next;

        Inputs(IssuedTokens issued) {
            forgetful = issued.node(FEWEST_KEPT, 1_000_000);
            narrow = issued.node(10_000, 400);
            byToken = new HeaderRequest[issued.tokens.length];
            for (int i = 0; i < byToken.length; i++) {
                byToken[i] = HeaderRequest.bearer(Population.TARGET, issued.tokens[i]);
            }
            own = issued.tokens[byToken.length - 1];
            foreign = Base64URL.encode("{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"" + "k".repeat(43) + "\"}")
                    + own.substring(own.indexOf('.'));
            signed = own.substring(0, own.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
            try {
                signer = new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate());
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        static int index(int length) {
            return ThreadLocalRandom.current().nextInt(length);
        }

        HeaderRequest forged(String token) {
            return HeaderRequest.bearer(Population.TARGET, IssuedTokens.forged(token));
        }
    }
}
