import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the plots of docs/performance.md from a results file: {@code java benchmarks/Plots.java results.json folder}. Needs
 * nothing but a JDK, and reads no JSON but what the benchmarks write.
 */
final class Plots {
    private static final int WIDTH = 720;
    private static final int LABELS = 250;
    private static final int BAR = 20;
    private static final int GAP = 8;

    public static void main(String[] args) throws IOException {
        String json = Files.readString(Path.of(args[0]));
        Path folder = Files.createDirectories(Path.of(args[1]));
        Map<String, Double> nanos = medians(json, "\"([a-z0-9-]+)\" : \\{\\s*\"ns\" : \\[([^\\]]*)\\]");
        Map<String, Double> bytes = medians(json, "\"([a-z0-9-]+)\" : \\{\\s*\"ns\" : \\[[^\\]]*\\],\\s*\"ns_error\" : \\[[^\\]]*\\],\\s*\"bytes\" : ([-0-9.]+)");
        Map<String, Double> http = medians(json, "\"((?:bare|keystile|spring-security)\\.[a-z0-9.@]+)\" : \\[([^\\]]*)\\]");
        table(folder, json);
        String[] checks = {"bare", "floor", "granted", "cached", "hand-written", "dropwizard", "pac4j", "spring-security", "shiro"};
        bars(folder.resolve("checks.svg"), "One granted check among 100,000 keys, ns", nanos, checks);
        bars(folder.resolve("garbage.svg"), "Garbage of one check, bytes", bytes, checks);
        bars(
                folder.resolve("refusals.svg"),
                "One refused check, ns",
                nanos,
                "malformed", "granted", "bad-checksum", "unknown", "revoked", "expired", "wrong-plane", "wrong-address", "missing-scope");
        bars(
                folder.resolve("sizes.svg"),
                "One granted check by size, ns",
                nanos,
                "allowlist-10", "allowlist-100000", "routes-10", "routes-10000", "credentials-1000", "credentials-100000", "credentials-1000000", "credentials-10000000");
        bars(
                folder.resolve("credentials.svg"),
                "A bare map's look-up and a granted check by the number of keys, ns",
                nanos,
                "floor-1000", "credentials-1000", "floor-100000", "credentials-100000", "floor-1000000", "credentials-1000000", "floor-10000000", "credentials-10000000");
        bars(
                folder.resolve("tokens.svg"),
                "One granted check of a token signed by ES256, ns",
                nanos,
                "token-key", "token-repeated", "token-first-seen", "token-nimbus", "token-spring-resource-server");
        bars(
                folder.resolve("algorithms.svg"),
                "Making a token and checking one, by algorithm, ns",
                nanos,
                "token-mint-es256", "token-mint-rs256", "token-mint-eddsa", "token-first-seen", "token-first-seen-rs256", "token-first-seen-eddsa",
                "token-nimbus", "token-nimbus-rs256", "token-spring-resource-server", "token-spring-resource-server-rs256",
                "token-repeated", "token-repeated-rs256", "token-repeated-eddsa");
        bars(folder.resolve("virtual.svg"), "One granted check by kind of thread, ns", nanos, "granted-platform", "granted-virtual");
        bars(folder.resolve("virtual-garbage.svg"), "Garbage of one granted check by kind of thread, bytes", bytes, "granted-platform", "granted-virtual");
        bars(
                folder.resolve("http.svg"),
                "99 of 100 requests over HTTP within, µs, at a quarter of full load",
                http,
                "bare.p99@0.25", "keystile.p99@0.25", "keystile.churn.p99@0.25", "spring-security.p99@0.25");
    }

    /** The figures as a table, and what they were measured on. */
    private static void table(Path folder, String json) throws IOException {
        Matcher run = Pattern.compile("\"run\" : \"(sizes|kinds|tokens|virtual)\"").matcher(json);
        Path file = folder.resolve(run.find() ? "figures-" + run.group(1) + ".md" : "figures.md");
        StringBuilder text = new StringBuilder("# The figures of the last run\n\nMade from its results by `benchmarks/Plots.java`: ");
        for (String name : new String[] {"run", "date", "jdk", "machine"}) {
            Matcher matcher = Pattern.compile("\"" + name + "\" : \"([^\"]*)\"").matcher(json);
            text.append(matcher.find() ? matcher.group(1) : "").append(name.equals("machine") ? ".\n\n" : ", ");
        }
        Matcher virtual = Pattern.compile("\"jdk_of_virtual_threads\" : \"([^\"]*)\"").matcher(json);
        if (virtual.find()) {
            text.append("Virtual threads, and the platform threads beside them, are those of Java " + virtual.group(1) + ".\n\n");
        }
        text.append("| figure | value | interval | goal | |\n| --- | --- | --- | --- | --- |\n");
        Matcher figure = Pattern.compile("\"name\" : \"([^\"]*)\",\\s*\"value\" : ([-0-9.]+),\\s*\"low\" : ([-0-9.]+),\\s*\"high\" : ([-0-9.]+),"
                        + "\\s*\"goal\" : \"([^\"]*)\",\\s*\"state\" : \"([^\"]*)\"")
                .matcher(json);
        while (figure.find()) {
            boolean point = figure.group(3).equals(figure.group(4));
            text.append("| `" + figure.group(1) + "` | " + figure.group(2) + " | "
                    + (point ? "" : figure.group(3) + " to " + figure.group(4)) + " | " + figure.group(5) + " | "
                    + figure.group(6) + " |\n");
        }
        Files.writeString(file, text);
    }

    private static Map<String, Double> medians(String json, String pattern) {
        Map<String, Double> medians = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        while (matcher.find()) {
            List<Double> values = new ArrayList<>();
            for (String value : matcher.group(2).split(",")) {
                if (!value.isBlank()) {
                    values.add(Double.valueOf(value.trim()));
                }
            }
            values.sort(null);
            if (!values.isEmpty()) {
                medians.put(matcher.group(1), (values.get((values.size() - 1) / 2) + values.get(values.size() / 2)) / 2);
            }
        }
        return medians;
    }

    /** Nothing, if the run has not measured the first. */
    private static void bars(Path file, String title, Map<String, Double> values, String... names) throws IOException {
        if (!values.containsKey(names[0])) {
            return;
        }
        List<String> shown = new ArrayList<>();
        double most = 0;
        for (String name : names) {
            if (values.containsKey(name)) {
                shown.add(name);
                most = Math.max(most, values.get(name));
            }
        }
        int height = 40 + shown.size() * (BAR + GAP);
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.append("<text x=\"10\" y=\"22\" font-weight=\"bold\">" + title + "</text>\n");
        int y = 36;
        for (String name : shown) {
            double value = values.get(name);
            double width = most == 0 ? 0 : value / most * (WIDTH - LABELS - 80);
            boolean ours = name.matches("granted.*|cached|keystile.*|token-(key|repeated|first|mint).*|malformed|bad-checksum|unknown|revoked|expired|wrong.*|missing.*|allow.*|routes.*|cred.*");
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n<text x=\"%.1f\" y=\"%d\">%.0f</text>\n",
                    LABELS - 8, y + 15, name, LABELS, y, width, BAR, ours ? "#2f6f9f" : "#b0b0b0", LABELS + width + 6, y + 15, value));
            y += BAR + GAP;
        }
        svg.append("</svg>\n");
        Files.writeString(file, svg);
    }
}
