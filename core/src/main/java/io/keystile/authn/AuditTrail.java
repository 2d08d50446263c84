package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.key.KeyRedactor;
import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators learn of refusals: each gets a reference, the listeners are told, and the newest can be explained. */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int REMEMBERED = 10_000;

    // So that what is remembered stays within some ten megabytes, whatever callers send.
    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_PATH = 512;

    private final List<DecisionListener> listeners;
    private final List<DecisionListener> grantedListeners;
    private final CallerAddress addresses;
    private final KeyRedactor redactor;
    private final InstantSource clock;
    private final References references = new References();
    private final LongAdder listenerFailures = new LongAdder();
    private final Map<String, RefusedEvent> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RefusedEvent> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * Tells the listeners of {@code setup}.
     *
     * @param redactor for keys that callers put into paths
     */
    public AuditTrail(DecisionSetup setup, KeyRedactor redactor) {
        this.listeners = setup.listeners();
        this.grantedListeners =
                listeners.stream().filter(DecisionListener::wantsGranted).toList();
        this.addresses = new CallerAddress(setup.clientAddress());
        this.clock = setup.clock();
        this.redactor = redactor;
    }

    /**
     * Records a refusal, while its request lasts.
     *
     * @return the reference for the answer: random, of constant length, and derived from nothing
     */
    public String record(Refused refused) {
        String reference = references.next();
        RefusedEvent event = event(reference, refused);
        remembered.put(reference, event);
        for (DecisionListener listener : listeners) {
            tell(() -> listener.onRefused(event));
        }
        return reference;
    }

    /** Tells those who want to know of a request that is let on; makes no event for nobody. */
    Granted granted(Granted granted, RequestView request, String path) {
        for (int i = 0; i < grantedListeners.size(); i++) {
            DecisionListener listener = grantedListeners.get(i);
            tell(() -> listener.onGranted(new GrantedEvent(
                    clock.instant(),
                    granted.caller(),
                    shown(request.method(), LONGEST_METHOD),
                    shown(path, LONGEST_PATH))));
        }
        return granted;
    }

    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            listenerFailures.increment();
            LOG.warn("A decision listener failed: {}", e.getClass().getName());
        }
    }

    /** The refusal behind a reference, if it is among the newest 10,000 of this process; else null. */
    public @Nullable RefusedEvent explain(String reference) {
        return remembered.get(reference);
    }

    /** How often a listener has thrown. */
    public long listenerFailures() {
        return listenerFailures.sum();
    }

    private RefusedEvent event(String reference, Refused refused) {
        RequestView request = refused.request();
        String path = refused.path();
        KeyMatch match = refused.match();
        Credential credential = match == null ? null : match.credential();
        return new RefusedEvent(
                clock.instant(),
                reference,
                refused.reason(),
                shown(request.method(), LONGEST_METHOD),
                path == null ? null : shown(path, LONGEST_PATH),
                addresses.of(request),
                credential == null ? null : credential.environment(),
                credential == null ? null : credential.id(),
                credential == null ? null : credential.owner());
    }

    /** Redacted before it is cut: what is left of a key would not look like one. */
    private String shown(String text, int longest) {
        String redacted = redactor.redact(text);
        return redacted.length() <= longest ? redacted : redacted.substring(0, longest - 1) + '…';
    }
}
