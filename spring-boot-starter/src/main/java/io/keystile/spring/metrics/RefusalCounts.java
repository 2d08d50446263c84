package io.keystile.spring.metrics;

import io.keystile.authn.DecisionListener;
import io.keystile.authn.Reason;
import io.keystile.authn.RefusedEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were refused, for each reason. */
final class RefusalCounts implements DecisionListener {
    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

    RefusalCounts() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    @Override
    public void onRefused(RefusedEvent event) {
        LongAdder count = counts.get(event.reason());
        if (count != null) {
            count.increment();
        }
    }

    Map<Reason, LongAdder> all() {
        return counts;
    }
}
