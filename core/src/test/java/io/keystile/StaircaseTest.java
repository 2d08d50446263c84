package io.keystile;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Core's packages are a staircase: each may use those below it and none above. */
class StaircaseTest {
    /** From the lowest step to the highest. A new package takes its place here, on purpose. */
    private static final List<String> STEPS = List.of(
            "io.keystile.key",
            "io.keystile.net",
            "io.keystile.credential",
            "io.keystile.store",
            "io.keystile.cache",
            "io.keystile.lifecycle",
            "io.keystile.request",
            "io.keystile.json",
            "io.keystile.policy",
            "io.keystile.authn",
            "io.keystile.http",
            "io.keystile");

    private static final Set<String> FOREIGN = Set.of("jakarta", "java.sql", "javax.sql", "javax.servlet");

    private static final JavaClasses CORE =
            new ClassFileImporter().importPath(Path.of("target", "classes").toAbsolutePath());

    @Test
    void everyPackage_isAStep() {
        Stream<String> packages = CORE.stream()
                .filter(type -> !type.getName().equals("module-info"))
                .map(JavaClass::getPackageName);

        assertThat(packages).isNotEmpty().isSubsetOf(STEPS);
    }

    @Test
    void everyDependency_leadsDown() {
        assertThat(dependencies().filter(StaircaseTest::leadsUp).map(StaircaseTest::inWords))
                .isEmpty();
    }

    @Test
    void everyDependency_isOfNoFramework() {
        assertThat(dependencies().filter(StaircaseTest::isForeign).map(StaircaseTest::inWords))
                .isEmpty();
    }

    @Test
    void optionalJackson_isKnownToOnePackage() {
        assertThat(dependencies()
                        .filter(dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName()
                                .startsWith("com.fasterxml.jackson."))
                        .map(dependency -> dependency.getOriginClass().getPackageName()))
                .isNotEmpty()
                .containsOnly("io.keystile.json");
    }

    private static Stream<Dependency> dependencies() {
        return CORE.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static boolean leadsUp(Dependency dependency) {
        int target = step(dependency.getTargetClass());
        return target > step(dependency.getOriginClass());
    }

    private static int step(JavaClass type) {
        return STEPS.indexOf(type.getBaseComponentType().getPackageName());
    }

    private static boolean isForeign(Dependency dependency) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        return FOREIGN.stream().anyMatch(root -> target.equals(root) || target.startsWith(root + "."));
    }

    private static String inWords(Dependency dependency) {
        return Stream.of(dependency.getOriginClass(), dependency.getTargetClass())
                .map(JavaClass::getName)
                .collect(Collectors.joining(" uses "));
    }
}
