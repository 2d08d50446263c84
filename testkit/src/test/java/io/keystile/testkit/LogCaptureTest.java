package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogCaptureTest {
    private static final String NAME = "io.keystile.capture";

    @Test
    void trace_ofALoggerThatIsAsked_isHeard() {
        try (LogCapture log = LogCapture.start(NAME)) {
            LoggerFactory.getLogger(NAME + ".deep").trace("hello {}", 7);
            LoggerFactory.getLogger(NAME).warn("broken", new IllegalStateException("because"));

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).isEqualTo(NAME + ".deep hello 7");
            assertThat(log.lines().get(1)).contains("broken", "IllegalStateException: because");
        }
    }

    @Test
    void otherLoggers_areHeardAtTheirOwnLevel() {
        try (LogCapture log = LogCapture.start(NAME)) {
            LoggerFactory.getLogger("org.example").trace("too fine");
            LoggerFactory.getLogger("org.example").info("seen");

            assertThat(log.lines()).anyMatch(line -> line.contains("seen")).noneMatch(line -> line.contains("fine"));
        }
    }

    @Test
    void console_isHeard() {
        try (LogCapture log = LogCapture.start(NAME)) {
            System.out.println("out");
            System.err.println("err");

            assertThat(log.lines()).containsExactly("out", "err");
        }
    }

    @Test
    void clear_forgets() {
        try (LogCapture log = LogCapture.start(NAME)) {
            LoggerFactory.getLogger(NAME).trace("hello");
            log.clear();

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void closed_leavesLevelsAndStreamsAsTheyWere() {
        var out = System.out;
        Logger logger = Logger.getLogger(NAME + ".level");
        logger.setLevel(Level.WARNING);

        LogCapture.start(NAME + ".level").close();

        assertThat(logger.getLevel()).isEqualTo(Level.WARNING);
        assertThat(System.out).isSameAs(out);
    }
}
