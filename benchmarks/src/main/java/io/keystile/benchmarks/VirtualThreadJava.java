package io.keystile.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A Java that has virtual threads: this one from 21 on, else another that was named. */
final class VirtualThreadJava {
    private static final String VARIABLE = "KEYSTILE_JAVA_21_HOME";

    /** What is said where there is none. */
    static final String MISSING = "left out: virtual threads, which Java "
            + Runtime.version().feature() + " has not; " + VARIABLE + " may name a JDK of 21 or later";

    private VirtualThreadJava() {}

    static Optional<Path> home() {
        return Runtime.version().feature() >= 21
                ? Optional.of(Path.of(System.getProperty("java.home")))
                : Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);
    }

    /** Which it is, as its {@code release} file says. */
    static String version(Path home) throws IOException {
        Properties release = new Properties();
        try (Reader lines = Files.newBufferedReader(home.resolve("release"))) {
            release.load(lines);
        }
        return release.getProperty("JAVA_VERSION", "").replace("\"", "");
    }
}
