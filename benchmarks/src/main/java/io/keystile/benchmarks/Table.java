package io.keystile.benchmarks;

import java.util.List;
import java.util.Locale;

/** The results for people. */
final class Table {
    private Table() {}

    static String of(List<Figure> figures, Samples samples) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-28s %10s %8s %8s%n", "", "ns/check", "+-", "B/check"));
        for (String subject : samples.subjects()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-28s %10.1f %7.0f%% %8.0f%n",
                    subject,
                    samples.medianNanos(subject),
                    100 * samples.spread(subject) / 2,
                    samples.medianBytes(subject)));
        }
        if (figures.isEmpty()) {
            return text.toString();
        }
        text.append(String.format(Locale.ROOT, "%n%-44s %10s %19s %10s%n", "", "value", "interval", "goal"));
        for (Figure figure : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-44s %10s %19s %10s %s%n",
                    figure.name(),
                    Figure.number(figure.value()),
                    figure.low() == figure.high()
                            ? ""
                            : Figure.number(figure.low()) + " to " + Figure.number(figure.high()),
                    figure.goalText(),
                    figure.isReached() ? "ok" : "short"));
        }
        return text.toString();
    }
}
