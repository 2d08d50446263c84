package io.keystile.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hears what is written to the console, line by line, and lets it on. */
final class ConsoleTee implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final PrintStream teedOut;
    private final PrintStream teedErr;

    ConsoleTee(Consumer<String> lines) {
        this.teedOut = new PrintStream(new Tee(out, lines), true, StandardCharsets.UTF_8);
        this.teedErr = new PrintStream(new Tee(err, lines), true, StandardCharsets.UTF_8);
        System.setOut(teedOut);
        System.setErr(teedErr);
    }

    /** Who has set a stream since keeps it. */
    @Override
    public void close() {
        if (System.out == teedOut) {
            System.setOut(out);
        }
        if (System.err == teedErr) {
            System.setErr(err);
        }
    }

    private static final class Tee extends OutputStream {
        private final PrintStream to;
        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private Tee(PrintStream to, Consumer<String> lines) {
            this.to = to;
            this.lines = lines;
        }

        @Override
        public synchronized void write(int b) {
            to.write(b);
            if (b == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }

        @Override
        public void flush() {
            to.flush();
        }
    }
}
