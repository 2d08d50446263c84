package io.keystile.build;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The modules that the project publishes, as this module's class path holds them: jars, or folders of classes. */
final class PublishedModules {
    private PublishedModules() {}

    static Stream<ModuleReference> all() {
        Path[] paths = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.toString().contains("keystile-") || path.endsWith("target/classes"))
                .toArray(Path[]::new);
        return ModuleFinder.of(paths).findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("io.keystile."));
    }

    /** The artifact that a module is published as: {@code keystile-core} for {@code io.keystile.core}. */
    static String artifact(ModuleReference module) {
        String name = module.descriptor().name().replace("io.keystile.", "keystile-");
        return switch (name) { // no module's name has a hyphen, or ends in a digit
            case "keystile-ratelimit" -> "keystile-rate-limit";
            case "keystile-oauth" -> "keystile-oauth2";
            case "keystile-spring" -> "keystile-spring-boot-starter";
            default -> name;
        };
    }
}
