package io.keystile.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures subjects in turn, each in a fresh process, again and again: so that floor, check and peer see the same machine. */
final class Rounds {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** What a subject counts that tells how much memory each of what it holds takes. */
    private static final String HELD = "bytesHeld";

    private final Samples samples;
    private final int warmups;
    private final int measurements;
    private final int millis;

    Rounds(Samples samples, boolean full) {
        this(samples, full ? 5 : 4, full ? 8 : 5, full ? 1_000 : 300);
    }

    Rounds(Samples samples, int warmups, int measurements, int millis) {
        this.samples = samples;
        this.warmups = warmups;
        this.measurements = measurements;
        this.millis = millis;
    }

    static {
        // Another run on the machine shows in the spread; it need not stop this one.
        System.setProperty("jmh.ignoreLock", "true");
    }

    void run(List<Subject> subjects) {
        subjects.forEach(this::measure);
    }

    void measure(Subject subject) {
        System.err.println("measuring " + subject.name());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + subject.benchmark().replace(".", "\\.") + "$")
                .forks(1)
                .threads(subject.threads())
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(measurements)
                .measurementTime(TimeValue.milliseconds(millis))
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .jvm(subject.javaHome().resolve("bin").resolve("java").toString())
                .jvmArgs(subject.options().toArray(new String[0]))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        subject.parameters().forEach(options::param);
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            for (RunResult result : results) {
                Result<?> time = result.getPrimaryResult();
                samples.add(subject.name(), time.getScore(), time.getScoreError(), other(result, ALLOCATED));
                // JMH adds up what its iterations count.
                samples.hold(subject.name(), other(result, HELD) / measurements);
            }
        } catch (RunnerException e) {
            throw new IllegalStateException(subject.name() + " can't be measured", e);
        }
    }

    private static double other(RunResult result, String ending) {
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith(ending)) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        return Double.NaN;
    }
}
