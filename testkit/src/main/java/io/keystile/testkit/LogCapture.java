package io.keystile.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * All that is logged until closed: at TRACE by the loggers it is told (which write nowhere else meanwhile), at
 * their own levels by the others.
 *
 * <p>Brings no SLF4J binding, since a second one on the class path would silence the user's: it listens to {@code
 * java.util.logging} (where {@code slf4j-jdk14} and Tomcat write) and to {@code System.out} and {@code System.err} (where
 * {@code slf4j-simple} and console appenders do). That this catches TRACE is tried at the start, so that a test never
 * passes because nobody listened. Loggers and streams belong to the whole process: not for tests that run in parallel.
 */
public final class LogCapture implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    // Strong references: java.util.logging forgets loggers, and their levels with them.
    private final Map<Logger, Before> before = new LinkedHashMap<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Lines();
    private final ConsoleTee console = new ConsoleTee(lines::add);

    private record Before(@Nullable Level level, boolean usesParents) {}

    private LogCapture() {}

    /**
     * Starts.
     *
     * @param loggers whose TRACE is wanted, with those below them: {@code io.keystile}
     * @throws IllegalStateException if that does not arrive here
     */
    public static LogCapture start(String... loggers) {
        LogCapture capture = new LogCapture();
        capture.root.addHandler(capture.handler);
        for (String name : loggers) {
            Logger logger = Logger.getLogger(name);
            capture.before.put(logger, new Before(logger.getLevel(), logger.getUseParentHandlers()));
            logger.setLevel(Level.ALL);
            // Here and no further: a build's output is no place for every decision.
            logger.setUseParentHandlers(false);
            logger.addHandler(capture.handler);
        }
        try {
            List.of(loggers).forEach(capture::tryTrace);
        } catch (IllegalStateException e) {
            capture.close();
            throw e;
        }
        capture.lines.clear();
        return capture;
    }

    private void tryTrace(String logger) {
        String probe = "log capture probe " + Integer.toHexString(System.identityHashCode(this));
        LoggerFactory.getLogger(logger + ".probe").trace(probe);
        if (lines.stream().noneMatch(line -> line.contains(probe))) {
            throw new IllegalStateException("TRACE of " + logger + " reaches neither java.util.logging nor the console:"
                    + " have slf4j-jdk14 on the test class path, or set your binding to TRACE for it");
        }
    }

    /** What was logged so far: logger, message, stack trace, or the console's line. */
    public List<String> lines() {
        return new ArrayList<>(lines);
    }

    /** Forgets what was logged so far. */
    public void clear() {
        lines.clear();
    }

    /** Ends listening, and sets the levels as they were. */
    @Override
    public void close() {
        console.close();
        root.removeHandler(handler);
        before.forEach((logger, then) -> {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(then.usesParents());
            logger.setLevel(then.level());
        });
    }

    private final class Lines extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        private Lines() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            StringWriter line = new StringWriter();
            line.append(entry.getLoggerName() + " ").append(formatter.formatMessage(entry));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(line, true));
            }
            lines.add(line.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
