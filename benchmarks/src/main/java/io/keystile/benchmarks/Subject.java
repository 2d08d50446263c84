package io.keystile.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that is measured by JMH, in a process of its own each time.
 *
 * @param name as it stands in results
 * @param benchmark the class and method
 * @param parameters of the class
 * @param threads how many ask at once
 * @param javaHome of the process
 * @param options of the process
 */
record Subject(
        String name,
        String benchmark,
        Map<String, String> parameters,
        int threads,
        Path javaHome,
        List<String> options) {
    static Subject of(String name, String benchmark, String... parameters) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        Path here = Path.of(System.getProperty("java.home"));
        return new Subject(name, benchmark, named, 1, here, List.of()).inHeap("2g");
    }

    Subject byThreads(int count) {
        return new Subject(name, benchmark, parameters, count, javaHome, options);
    }

    /** As {@code -Xmx} has it. */
    Subject inHeap(String size) {
        return new Subject(name, benchmark, parameters, threads, javaHome, List.of("-Xms" + size, "-Xmx" + size));
    }

    Subject on(Path otherJavaHome) {
        return new Subject(name, benchmark, parameters, threads, otherJavaHome, options);
    }

    /** With virtual threads in place of the platform's, as JMH calls them. */
    Subject onVirtualThreads() {
        List<String> more = new ArrayList<>(options);
        more.add("-Djmh.executor=VIRTUAL");
        return new Subject(name, benchmark, parameters, threads, javaHome, List.copyOf(more));
    }
}
