package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The module as an embedder has it who takes no Bouncy Castle; the pom runs this test without it. */
final class NoBouncyCastleTest {
    @Test
    void otherAlgorithms_workWithoutIt() {
        assertThatThrownBy(() -> Class.forName("org.bouncycastle.crypto.Digest"))
                .isInstanceOf(ClassNotFoundException.class);
        try (OAuthFixture service = OAuthFixture.es256()) {
            assertThat(service.reason("/api/v1/authorize", service.token(service.issue())))
                    .isNull();
        }
    }

    @Test
    void keyForEdDsa_isRefusedWithOneSentenceThatNamesIt() {
        assertThatThrownBy(() -> SigningKeys.madeForThisProcess(TokenAlgorithm.EDDSA))
                .isInstanceOf(KeyFileException.class)
                .hasMessage(
                        "is for EdDSA, which needs the optional dependency org.bouncycastle:bcprov-jdk18on: it is not"
                                + " on the class path or among the resolved modules");
    }
}
