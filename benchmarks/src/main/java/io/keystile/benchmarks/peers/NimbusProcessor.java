package io.keystile.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;

/**
 * Nimbus's processor, set up as "How to validate bearer JWT access tokens" of its documentation has it: the type, the algorithm,
 * the key by its id from a key set that is fetched and kept, the issuer, the audience, the time, and which claims there are. The
 * caller is the token's subject, whom it doesn't look up; scopes are the application's affair.
 */
final class NimbusProcessor implements Peer {
    private static final String SCHEME = "Bearer ";

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    NimbusProcessor(TokenRules rules) throws MalformedURLException {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(rules.algorithm()),
                JWKSourceBuilder.create(rules.keySet().toURL()).retrying(true).build()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                rules.audience(),
                new JWTClaimsSet.Builder().issuer(rules.issuer()).build(),
                Set.of("sub", "iat", "exp", "jti", "client_id", "scope")));
    }

    @Override
    public boolean letsIn(PeerRequest request) throws JOSEException {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(SCHEME)) {
            return false;
        }
        try {
            JWTClaimsSet claims = processor.process(header.substring(SCHEME.length()), null);
            request.setAttribute("owner", claims.getSubject());
            String[] scopes = claims.getStringClaim("scope").split(" ");
            return request.getRequestURI().startsWith(Owners.PATH)
                    && Arrays.asList(scopes).contains(Owners.SCOPE);
        } catch (ParseException | BadJOSEException e) {
            return false;
        }
    }
}
