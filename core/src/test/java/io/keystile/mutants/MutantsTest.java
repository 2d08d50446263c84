package io.keystile.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check that a patch takes away is missed by some test of core. Run by the profile {@code mutants} only. */
class MutantsTest {
    @Test
    void noPatch_isGreen() throws Exception {
        Mutant unpatched = Mutant.unpatched();

        assertThat(unpatched.applies()).isTrue();
        assertThat(unpatched.compiles()).isTrue();
        assertThat(unpatched.isNoticed())
                .as("core's tests are green without a patch; see %s", unpatched.log("tests"))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("patches")
    void patch_isNoticed(Path patch) throws Exception {
        Mutant mutant = Mutant.of(patch);

        assertThat(mutant.applies())
                .as("applies to today's sources; see %s", mutant.log("apply"))
                .isTrue();
        assertThat(mutant.compiles())
                .as("compiles; see %s", mutant.log("compile"))
                .isTrue();
        assertThat(mutant.isNoticed())
                .as("some test fails; see %s", mutant.log("tests"))
                .isTrue();
    }

    /** All; or every n-th, from another one on with each {@code turn}, for a run that has to be short. */
    static Stream<Named<Path>> patches() throws IOException {
        int every = Integer.getInteger("keystile.mutants.every", 1);
        int turn = Integer.getInteger("keystile.mutants.turn", 0);
        try (Stream<Path> files = Files.list(Path.of("src", "test", "mutants"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
            return IntStream.range(0, all.size())
                    .filter(i -> i % every == turn % every)
                    .mapToObj(all::get)
                    .map(file -> Named.of(file.getFileName().toString(), file));
        }
    }
}
