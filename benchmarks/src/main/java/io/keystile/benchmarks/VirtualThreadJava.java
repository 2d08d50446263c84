package io.keystile.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

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
}
