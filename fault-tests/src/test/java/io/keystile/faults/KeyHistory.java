package io.keystile.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was done to one key and when, by the test's clock, and so which answers about it are right. One thread changes it, any
 * may judge.
 *
 * <p>A step was committed somewhere between its beginning and its return. So an answer is wrong only if it fits no state that
 * the key can have had between {@code maxStaleness} before the question and the answer; and a wrong one proves a bug,
 * whatever the machine was busy with.
 */
final class KeyHistory {
    private static final long NEVER = Long.MAX_VALUE;

    private final String key;
    private volatile List<Step> steps = List.of(new Step(false, Long.MIN_VALUE, Long.MIN_VALUE));

    private KeyHistory(String key) {
        this.key = key;
    }

    /** Of a key that was issued by a call begun then, which has returned. */
    static KeyHistory issued(String key, long begun) {
        KeyHistory history = new KeyHistory(key);
        history.add(new Step(true, begun, Clock.now()));
        return history;
    }

    /** Of a key whose issue has begun then, and has not been committed yet. */
    static KeyHistory underWay(String key, long begun) {
        KeyHistory history = new KeyHistory(key);
        history.add(new Step(true, begun, NEVER));
        return history;
    }

    String key() {
        return key;
    }

    /** To be called before the step is asked for. */
    void begin(boolean valid) {
        add(new Step(valid, Clock.now(), NEVER));
    }

    /** To be called after it has returned; never, if it failed and nobody knows whether it was committed. */
    void done() {
        List<Step> all = steps;
        Step last = all.get(all.size() - 1);
        steps = Stream.concat(
                        all.stream().limit(all.size() - 1), Stream.of(new Step(last.valid, last.begun, Clock.now())))
                .toList();
    }

    private void add(Step step) {
        steps = Stream.concat(steps.stream(), Stream.of(step)).toList();
    }

    /** What is wrong with an answer, to be asked after it has come; null: nothing. */
    @Nullable
    String wrong(Answer answer, long sent, long received, Duration maxStaleness) {
        if (answer == Answer.UNAVAILABLE) {
            return "503 without an outage, after " + (received - sent) / 1_000_000 + " ms";
        }
        boolean granted = answer == Answer.GRANTED;
        return mayHaveBeen(granted, sent - maxStaleness.toNanos(), received)
                ? null
                : (granted ? "granted by an old record" : "a valid key was refused") + " at " + sent + ": " + steps;
    }

    private boolean mayHaveBeen(boolean valid, long from, long to) {
        List<Step> all = steps;
        for (int i = 0; i < all.size(); i++) {
            long end = i + 1 < all.size() ? all.get(i + 1).returned : NEVER;
            if (all.get(i).valid == valid && all.get(i).begun <= to && end >= from) {
                return true;
            }
        }
        return false;
    }

    /** From {@code begun} the key may be so, from {@code returned} it must, until the next step. */
    private record Step(boolean valid, long begun, long returned) {}
}
