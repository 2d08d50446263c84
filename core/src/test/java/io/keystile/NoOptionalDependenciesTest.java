package io.keystile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.Environment;
import io.keystile.policy.AccessPolicy;
import java.io.StringReader;
import java.lang.module.ModuleReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Core as an embedder has it who takes none of its optional dependencies; the pom runs this test without them. */
class NoOptionalDependenciesTest {
    @ParameterizedTest
    @ValueSource(strings = {"com.fasterxml.jackson.core.JsonFactory", "org.bouncycastle.crypto.Digest"})
    void optionalDependency_isAbsent(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void policyFile_isRefusedWithOneSentenceThatNamesJackson() {
        assertThatThrownBy(() -> AccessPolicy.read("keys.json", new StringReader("{}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("reading JSON needs the optional dependency com.fasterxml.jackson.core:jackson-core 2.22,"
                        + " which is not on the class path or among the resolved modules");
    }

    @Test
    void everyClassOfCore_initializes() throws Exception {
        Module core = Environment.class.getModule();
        assertThat(core.getName()).isEqualTo("io.keystile.core");

        for (String type : classesOfCore()) {
            assertThat(Class.forName(type, true, core.getClassLoader()).getModule())
                    .as(type)
                    .isSameAs(core);
        }
    }

    private static List<String> classesOfCore() throws Exception {
        try (ModuleReader reader = Environment.class
                .getModule()
                .getLayer()
                .configuration()
                .findModule("io.keystile.core")
                .orElseThrow()
                .reference()
                .open()) {
            return reader.list()
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .filter(name -> !name.contains("Test"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }
}
