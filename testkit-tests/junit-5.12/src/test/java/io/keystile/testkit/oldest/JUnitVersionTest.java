package io.keystile.testkit.oldest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Without this, a raised version would leave the module green and the promise untried. */
class JUnitVersionTest {
    @Test
    void allOfJUnit_isTheOldestPromised() throws ClassNotFoundException {
        Class<?> engine = Class.forName("org.junit.jupiter.engine.JupiterTestEngine");
        for (Class<?> part : List.of(Test.class, ParameterizedTest.class, engine)) {
            assertThat(part.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .endsWith("-5.12.2.jar");
        }
    }
}
