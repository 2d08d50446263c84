package io.keystile.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Measures the servers in turn, pair by pair. */
public final class HttpComparison implements AutoCloseable {
    /** As they stand in results. */
    private static final Set<String> GUARDED = Set.of("keystile", "spring-security");

    private static final List<String> NAMES = List.of("bare", "keystile", "spring-security", "empty-filter");

    /** Tells what a filter costs that does nothing: measured at full load alone. */
    private static final String EMPTY = "empty-filter";

    private static final double[] PARTS_OF_FULL_LOAD = {0.25, 0.5};

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;
    private final List<Load> loads = new ArrayList<>();
    private final Map<String, List<Double>> results = new LinkedHashMap<>();

    /** Starts the servers, in a process of their own. */
    public HttpComparison() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Servers.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            ports.add(Integer.valueOf(answer()));
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < Servers.KEYS; i++) {
            keys.add(answer());
        }
        ports.forEach(port -> loads.add(new Load(port, keys)));
        check(keys.get(0) + "x");
    }

    /** Whether those that guard refuse a stranger; that keys get in is seen in each answer that is measured. */
    private void check(String stranger) throws IOException {
        for (int i = 0; i < NAMES.size(); i++) {
            int status = loads.get(i).status(stranger);
            if (status != (GUARDED.contains(NAMES.get(i)) ? 401 : 200)) {
                throw new IOException(NAMES.get(i) + " answers a stranger with " + status);
            }
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the servers ended");
        }
        return line;
    }

    /**
     * Measures.
     *
     * @return by server and figure, one value for each pair: {@code bare.throughput}, {@code keystile.p99@0.25} in
     *     microseconds, {@code keystile.churn.p99@0.25}, {@code empty-filter.throughput}
     */
    public Map<String, List<Double>> run(int pairs, long millis) throws Exception {
        for (int i = 0; i < 3; i++) {
            for (Load load : loads) {
                load.throughput(1_500);
            }
        }
        double full = Double.MAX_VALUE;
        for (Load load : loads) {
            full = Math.min(full, load.throughput(millis));
        }
        for (int pair = 0; pair < pairs; pair++) {
            List<Integer> order = order(pair);
            throughputs(order, millis);
            for (int server : order) {
                if (!NAMES.get(server).equals(EMPTY)) {
                    atRates(server, full, millis);
                }
            }
            say("churn");
            percentiles("keystile.churn", loads.get(1), full, PARTS_OF_FULL_LOAD[0], millis);
            say("calm");
        }
        results.put("rate", List.of(full));
        return results;
    }

    /** Whoever is first in one pair is last in the next. */
    private static List<Integer> order(int pair) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            order.add((i + pair) % NAMES.size());
        }
        return order;
    }

    /** Half the time there and half on the way back: what changes steadily meanwhile, changes all alike. */
    private void throughputs(List<Integer> order, long millis) throws Exception {
        double[] perSecond = new double[NAMES.size()];
        List<Integer> thereAndBack = new ArrayList<>(order);
        Collections.reverse(thereAndBack);
        thereAndBack.addAll(0, order);
        for (int server : thereAndBack) {
            perSecond[server] += loads.get(server).throughput(millis / 2) / 2;
        }
        for (int server : order) {
            add(NAMES.get(server) + ".throughput", perSecond[server]);
        }
    }

    private void atRates(int server, double full, long millis) throws Exception {
        for (double part : PARTS_OF_FULL_LOAD) {
            percentiles(NAMES.get(server), loads.get(server), full, part, millis);
        }
    }

    private void percentiles(String name, Load load, double full, double part, long millis) throws Exception {
        Histogram times = load.atRate(full * part, millis);
        add(name + ".p50@" + part, times.getValueAtPercentile(50) / 1e3);
        add(name + ".p99@" + part, times.getValueAtPercentile(99) / 1e3);
        add(name + ".p99.9@" + part, times.getValueAtPercentile(99.9) / 1e3);
    }

    private void add(String name, double value) {
        results.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private void say(String command) throws IOException {
        commands.println(command);
        answer();
    }

    /** Ends the servers. */
    @Override
    public void close() {
        commands.println("end");
        process.destroy();
    }
}
