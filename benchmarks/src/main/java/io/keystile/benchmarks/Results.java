package io.keystile.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results for programs. */
final class Results {
    private Results() {}

    static void write(Path file, String mode, List<Figure> figures, Samples samples, Map<String, List<Double>> http)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("run", mode);
            json.writeStringField("date", LocalDate.now(ZoneOffset.UTC).toString());
            json.writeStringField(
                    "jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
            Optional<Path> virtual = VirtualThreadJava.home();
            if (samples.has("granted-virtual") && virtual.isPresent()) {
                json.writeStringField("jdk_of_virtual_threads", VirtualThreadJava.version(virtual.get()));
            }
            json.writeStringField("machine", machine());
            json.writeArrayFieldStart("figures");
            for (Figure figure : figures) {
                json.writeStartObject();
                json.writeStringField("name", figure.name());
                json.writeNumberField("value", rounded(figure.value()));
                json.writeNumberField("low", rounded(figure.low()));
                json.writeNumberField("high", rounded(figure.high()));
                json.writeStringField("goal", figure.goalText());
                json.writeStringField("state", figure.isReached() ? "ok" : "short");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("checks");
            for (String subject : samples.subjects()) {
                json.writeObjectFieldStart(subject);
                numbers(json, "ns", samples.nanos(subject));
                numbers(json, "ns_error", samples.errors(subject));
                json.writeNumberField("bytes", rounded(samples.medianBytes(subject)));
                if (!Double.isNaN(samples.medianHeld(subject))) {
                    json.writeNumberField("bytes_held", rounded(samples.medianHeld(subject)));
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("http");
            for (Map.Entry<String, List<Double>> entry : http.entrySet()) {
                numbers(json, entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void numbers(JsonGenerator json, String name, List<Double> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            json.writeNumber(rounded(value));
        }
        json.writeEndArray();
    }

    private static double rounded(double value) {
        return Double.isNaN(value) ? -1 : Math.round(value * 1_000) / 1_000.0;
    }

    /** What it is like, not which one it is. */
    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }
}
