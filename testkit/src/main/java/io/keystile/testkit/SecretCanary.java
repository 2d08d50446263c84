package io.keystile.testkit;

import io.keystile.authn.DecisionListener;
import io.keystile.authn.GrantedEvent;
import io.keystile.authn.RefusedEvent;
import io.keystile.key.ApiKey;
import io.keystile.key.KeyHash;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Remembers keys that a test plants, and fails when one turns up where no secret may: the key, what follows its prefix, or
 * its whole hash, plain, in hexadecimal or Base64. Its messages name the place and the key's hint, never the key.
 *
 * <p>As a JUnit extension ({@code @RegisterExtension}) it also listens to the log at TRACE during each test, and checks
 * that log, and the events its {@link #listener()} was told, when the test has ended. Thread-safe.
 */
public final class SecretCanary implements BeforeEachCallback, AfterEachCallback {
    private static final int TAIL = 8;

    private final String[] loggers;
    // By its last characters, which are as random as any: tests plant thousands, and each line is searched once.
    private final Map<String, List<Planted>> byTail = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private @Nullable LogCapture log;

    private record Planted(String name, String secret) {}

    private SecretCanary(String[] loggers) {
        this.loggers = loggers;
    }

    /** Listens to these loggers at TRACE, and to all others as they are set. */
    public static SecretCanary listeningTo(String... loggers) {
        return new SecretCanary(loggers.clone());
    }

    /** Listens to {@code io.keystile}. */
    public static SecretCanary create() {
        return listeningTo("io.keystile");
    }

    /** Remembers a key, and gives it back. */
    public ApiKey plant(ApiKey key) {
        plant(key.hint(), key.reveal());
        // What follows the prefix, with the checksum: the tail alone is in every hint.
        plantText(key.hint(), key.reveal().substring(key.reveal().lastIndexOf('_') + 1));
        return key;
    }

    /**
     * Remembers any secret: an operator's key, a password.
     *
     * @param name what messages call it
     */
    public void plant(String name, String secret) {
        plantText(name, secret);
        plantText(name, KeyHash.of(secret).toHex());
        plantText(name, KeyHash.of(secret).toHex().toUpperCase(Locale.ROOT));
        plantText(name, base64(secret.getBytes(StandardCharsets.UTF_8)));
        plantText(name, base64(KeyHash.of(secret).toBytes()));
    }

    private void plantText(String name, String text) {
        if (text.length() < TAIL) {
            throw new IllegalArgumentException("a secret to plant has at least " + TAIL + " characters");
        }
        byTail.computeIfAbsent(text.substring(text.length() - TAIL), tail -> new CopyOnWriteArrayList<>())
                .add(new Planted(name, text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Fails if a planted secret is in {@code text}.
     *
     * @param where for the message: {@code "body of GET /api/keys"}
     * @param text anything: bytes are read as Latin-1, throwables with message, causes and stack trace, all else by its
     *     {@code toString}
     */
    public void check(String where, @Nullable Object text) {
        String shown = shown(text);
        for (int end = TAIL; end <= shown.length(); end++) {
            for (Planted planted : byTail.getOrDefault(shown.substring(end - TAIL, end), List.of())) {
                if (shown.startsWith(planted.secret(), end - planted.secret().length())) {
                    throw new AssertionError("a secret got out: " + planted.name() + " stands in " + where);
                }
            }
        }
    }

    private static String shown(@Nullable Object text) {
        if (text instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (text instanceof Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            return trace.toString();
        }
        return String.valueOf(text);
    }

    /** Keeps what decision events say, for the check after the test. */
    public DecisionListener listener() {
        return new DecisionListener() {
            @Override
            public void onRefused(RefusedEvent event) {
                events.add(event.toString());
            }

            @Override
            public boolean wantsGranted() {
                return true;
            }

            @Override
            public void onGranted(GrantedEvent event) {
                events.add(event.toString());
            }
        };
    }

    /** Starts to listen. */
    @Override
    public void beforeEach(ExtensionContext context) {
        startListening();
    }

    /** Ends listening, and checks what was heard. */
    @Override
    public void afterEach(ExtensionContext context) {
        stopListening();
    }

    void startListening() {
        log = LogCapture.start(loggers);
    }

    void stopListening() {
        LogCapture heard = log;
        log = null;
        if (heard != null) {
            heard.close();
            heard.lines().forEach(line -> check("a log line", line));
        }
        events.forEach(event -> check("a decision event", event));
        events.clear();
    }
}
