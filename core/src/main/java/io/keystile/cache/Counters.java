package io.keystile.cache;

import java.util.concurrent.atomic.LongAdder;

/** What is counted; striped, so that threads that count don't wait for each other. */
final class Counters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder refusedLookUps = new LongAdder();
    final LongAdder sweeps = new LongAdder();
    final LongAdder feedReads = new LongAdder();
    final LongAdder failedFeedReads = new LongAdder();
}
