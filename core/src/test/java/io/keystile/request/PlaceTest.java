package io.keystile.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void header_takesKeysAlone() {
        Place place = Place.header("X-API-Key");
        assertThat(place.headerName()).isEqualTo("X-API-Key");
        assertThat(place.scheme()).isNull();
        assertThat(place.takesKeys()).isTrue();
        assertThat(place.takesTokens()).isFalse();
    }

    @Test
    void scheme_takesBothUntilSaidOtherwise() {
        Place place = Place.scheme("Bearer");
        assertThat(place.headerName()).isEqualTo("Authorization");
        assertThat(place.scheme()).isEqualTo("Bearer");
        assertThat(place.takesKeys() && place.takesTokens()).isTrue();
        assertThat(place.keysOnly().takesTokens()).isFalse();
        assertThat(place.tokensOnly().takesKeys()).isFalse();
        assertThat(place.tokensOnly()).hasToString("Authorization: Bearer (tokens only)");
    }

    @Test
    void equality_ignoresLetterCase() {
        assertThat(Place.scheme("Bearer")).isEqualTo(Place.scheme("bearer")).hasSameHashCodeAs(Place.scheme("BEARER"));
        assertThat(Place.header("X-Key")).isEqualTo(Place.header("x-key")).isNotEqualTo(Place.header("X-Key2"));
        assertThat(Place.scheme("Bearer").keysOnly()).isNotEqualTo(Place.scheme("Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Key", "X-Key:", "X-Kéy", "a\r\nb"})
    void nameThatIsNoToken_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Place.header(name));
        assertThatIllegalArgumentException().isThrownBy(() -> Place.scheme(name));
    }

    @Test
    void authorizationAsHeader_isRefusedWithTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Place.header("authorization"))
                .withMessageContaining("Place.scheme");
    }
}
