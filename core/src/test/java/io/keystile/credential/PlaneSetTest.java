package io.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaneSetTest {
    @Test
    void everySet_isWhatTheJdksIs() {
        for (int bits = 0; bits < 8; bits++) {
            Set<Plane> expected = EnumSet.noneOf(Plane.class);
            for (Plane plane : Plane.values()) {
                if ((bits & plane.bit) != 0) {
                    expected.add(plane);
                }
            }
            PlaneSet set = PlaneSet.copyOf(expected);

            assertThat(set).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected.toString());
            assertThat(set).containsExactlyElementsOf(expected);
            for (Plane plane : Plane.values()) {
                assertThat(set.has(plane)).isEqualTo(expected.contains(plane));
                assertThat(set.contains(plane)).isEqualTo(expected.contains(plane));
                assertThat(set.overlaps(PlaneSet.of(plane))).isEqualTo(expected.contains(plane));
                Set<Plane> more = EnumSet.of(plane);
                more.addAll(expected);
                assertThat(set.and(plane)).isSameAs(PlaneSet.copyOf(more));
            }
        }
    }

    @Test
    void none_overlapsNothing() {
        assertThat(PlaneSet.none()).isEmpty();
        assertThat(PlaneSet.none().overlaps(PlaneSet.of(Plane.values()))).isFalse();
    }
}
