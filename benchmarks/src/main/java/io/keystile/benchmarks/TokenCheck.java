package io.keystile.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.Place;
import io.keystile.store.Freshness;
import io.keystile.store.InMemoryCredentialStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Objects;
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
    private static final String TARGET = "/api/v1/mandates/42";

    /** What tokens are signed by. */
    @Param("ES256")
    public TokenAlgorithm algorithm = TokenAlgorithm.ES256;

    /** How many keys, and tokens, one of each. */
    @Param("1000")
    public int keys = 1_000;

    private final SigningKeys signing = SigningKeys.madeForThisProcess(TokenAlgorithm.ES256);
    private Inputs inputs = new Inputs(signing, 1);

    /** Issues all keys, and a token for each. */
    @Setup
    public void issue() throws Exception {
        inputs.keystile.close();
        inputs = new Inputs(SigningKeys.madeForThisProcess(algorithm), keys);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        inputs.keystile.close();
        inputs.forgetful.close();
        inputs.narrow.close();
    }

    /** A key: what all else is held to. */
    @Benchmark
    public Decision key() {
        return inputs.keystile.decide(any(inputs.byKey));
    }

    /** A token that was seen before. */
    @Benchmark
    public Decision tokenRepeated() {
        return inputs.keystile.decide(any(inputs.byToken));
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
        return inputs.endpoint.token(
                inputs.post, new ByteArrayInputStream(inputs.forms[Inputs.index(inputs.forms.length)]));
    }

    /** The signature alone. */
    @Benchmark
    public Base64URL bareEs256Signature() throws JOSEException {
        return inputs.signer.sign(inputs.header, inputs.signed);
    }

    private static HeaderRequest any(HeaderRequest[] of) {
        return of[Inputs.index(of.length)];
    }

    /** What is measured. */
    private static final class Inputs {
        private final HeaderRequest[] byKey;
        private final HeaderRequest[] byToken;
        private final byte[][] forms;
        private final HeaderRequest post = HeaderRequest.form("/oauth/token");
        private final Keystile keystile;
        private final Keystile forgetful;
        private final Keystile narrow;
        private final TokenEndpoint endpoint;
        private final ECDSASigner signer;
        private final JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
        private final byte[] signed;
        private final String own;
        private final String foreign;
        private int next;

        Inputs(SigningKeys signing, int keys) {
            InMemoryCredentialStore memory = new InMemoryCredentialStore();
            JwtAccessTokens tokens = tokens(signing, 1_000_000);
            keystile = keystile(memory, tokens, 1_000_000);
            forgetful = keystile(memory, tokens(signing, 100), 1_000_000);
            narrow = keystile(memory, tokens(signing, 10_000), 400);
            endpoint = TokenEndpoint.builder(keystile, tokens).build();
            byKey = new HeaderRequest[keys];
            byToken = new HeaderRequest[keys];
            forms = new byte[keys][];
            String token = "";
            for (int i = 0; i < keys; i++) {
                IssuedKey issued = keystile.credentials(Environment.LIVE)
                        .issue(NewCredential.principal("prn_" + i, "cli_" + i % 1_000)
                                .access(Access.only("mandates:read", "mandates:write")));
                byKey[i] = HeaderRequest.key(TARGET, issued.key().reveal());
                forms[i] = ("grant_type=client_credentials&client_id=prn_" + i + "&client_secret="
                                + issued.key().reveal())
                        .getBytes(StandardCharsets.US_ASCII);
                token = minted(endpoint, post, forms[i]);
                byToken[i] = HeaderRequest.bearer(TARGET, token);
                granted(byKey[i]);
                granted(byToken[i]);
            }
            own = token;
            foreign = Base64URL.encode("{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"" + "k".repeat(43) + "\"}")
                    + token.substring(token.indexOf('.'));
            signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
            try {
                signer = new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate());
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        private void granted(HeaderRequest request) {
            if (!(keystile.decide(request) instanceof Granted)) {
                throw new IllegalStateException("refused");
            }
        }

        static int index(int length) {
            return ThreadLocalRandom.current().nextInt(length);
        }

        /** The token with another signature of the right length, never the same twice. */
        HeaderRequest forged(String token) {
            byte[] signature = new byte[64];
            ThreadLocalRandom.current().nextBytes(signature);
            signature[0] = 0;
            return HeaderRequest.bearer(
                    TARGET, token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(signature));
        }

        private static String minted(TokenEndpoint endpoint, HeaderRequest post, byte[] form) {
            try {
                Answer answer = endpoint.token(post, new ByteArrayInputStream(form));
                return Objects.requireNonNull(JSONObjectUtils.getString(
                        JSONObjectUtils.parse(new String(answer.body(), StandardCharsets.UTF_8)), "access_token"));
            } catch (IOException | ParseException e) {
                throw new IllegalStateException(e);
            }
        }

        private static JwtAccessTokens tokens(SigningKeys signing, int cached) {
            return JwtAccessTokens.builder(signing)
                    .issuer("https://auth.example")
                    .audience("https://api.example")
                    .timeToLive(Duration.ofHours(2))
                    .cachedTokens(cached)
                    .build();
        }

        private static Keystile keystile(InMemoryCredentialStore store, JwtAccessTokens tokens, int checks) {
            KeystileBuilder builder = Keystile.builder()
                    .keys(KeyFormat.withPrefix("acme"))
                    .policy(AccessPolicy.builder()
                            .guard("/api")
                            .open("/oauth")
                            .places(Plane.PRINCIPAL, Place.header("X-API-Key"), Place.scheme("Bearer"))
                            .scope("/api/v1/mandates", "mandates:read")
                            .scope("/api/v1/payments", "payments:read")
                            .build())
                    .store(Environment.LIVE, new FarStore(store))
                    .clientAddress(ClientAddress.peer())
                    .freshness(Freshness.withoutOutageGrace())
                    .accessTokens(tokens)
                    .tokenChecksPerSecond(checks);
            return builder.build();
        }
    }
}
