package io.keystile.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One thread's request. */
@State(Scope.Thread)
public class Asked {
    final GetRequest request = new GetRequest(Population.TARGET);

    /** Made by JMH. */
    public Asked() {}
}
