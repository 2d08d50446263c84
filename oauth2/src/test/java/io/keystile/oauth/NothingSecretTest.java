package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.ClientDecision;
import io.keystile.http.Answer;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.testkit.LogCapture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No key, token or signing key stands in a log, an event, an answer to a refusal, or what an object prints as. */
final class NothingSecretTest {
    @Test
    void wholeLife_leavesNoSecretBehind() throws Exception {
        try (LogCapture log = LogCapture.start();
                OAuthFixture service = OAuthFixture.es256()) {
            IssuedKey key = service.issue();
            String secret = key.key().reveal();
            String token = service.token(key);
            String form = OAuthFixture.form(key, Map.of());
            TokenRequest request = TokenRequest.read(
                    OAuthFixture.posted(), new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)));
            ClientDecision decision = service.keystile.authenticateClient(OAuthFixture.posted(), "prn_1", secret);
            TokenKey signer = Objects.requireNonNull(
                    service.keys.current().signer(key.credential().environment(), service.time.instant()));
            service.lifecycle().revoke(key.credential().id());
            Answer refused = OAuthFixture.post(service.endpoint, form);
            service.reason("/api/v1/authorize", token);

            List<String> texts = List.of(
                    request.toString(),
                    decision.toString(),
                    new BasicCredentials("prn_1", secret).toString(),
                    new MintedToken(token, 300).toString(),
                    signer.toString(),
                    OAuthFixture.text(refused),
                    refused.headers().toString(),
                    service.refusals.toString(),
                    log.lines().toString());
            String signature = token.substring(token.lastIndexOf('.') + 1);
            assertThat(texts).noneMatch(text -> text.contains(secret) || text.contains(signature));
            assertThat(service.refusals).hasSize(2);
        }
    }
}
