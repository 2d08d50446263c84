package io.keystile.benchmarks;

import java.util.Map;

/**
 * One thing that is measured by JMH, in a process of its own each time.
 *
 * @param name as it stands in results
 * @param benchmark the class and method
 * @param parameters of the class
 * @param threads how many ask at once
 * @param heap of the process, as {@code -Xmx} has it
 */
record Subject(String name, String benchmark, Map<String, String> parameters, int threads, String heap) {
    static Subject of(String name, String benchmark, String... parameters) {
        Map<String, String> named = new java.util.TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return new Subject(name, benchmark, named, 1, "2g");
    }

    Subject byThreads(int count) {
        return new Subject(name, benchmark, parameters, count, heap);
    }

    Subject inHeap(String size) {
        return new Subject(name, benchmark, parameters, threads, size);
    }
}
