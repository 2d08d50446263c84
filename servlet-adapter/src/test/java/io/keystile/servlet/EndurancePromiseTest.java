package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many requests leave nothing behind. */
@ParameterizedClass
@EnumSource(Container.class)
class EndurancePromiseTest {
    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 10_000;
    private static final long HEAP_GROWTH_BYTES = 8 << 20; // The newest 10,000 refusals are kept, on purpose.
    // Pools grow as they are scheduled; what leaks with requests is a hundred times that.
    private static final int THREAD_GROWTH = 20;
    private static final int CLIENT_THREADS = 4;

    @Parameter
    private Container container = Container.JETTY;

    @Test
    @Tag("long")
    void tenThousandRequests_leaveNothingBehind() throws IOException, InterruptedException {
        ExecutorService clientThreads = Executors.newFixedThreadPool(CLIENT_THREADS);
        try (Guarded guarded = start()) {
            HttpClient client = HttpClient.newBuilder().executor(clientThreads).build();
            String key = Keys.issue(guarded.keystile, "read");
            send(client, guarded, key, WARM_UP);
            long heap = usedHeap();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();

            send(client, guarded, key, REQUESTS);

            assertThat(usedHeap() - heap).isLessThan(HEAP_GROWTH_BYTES);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
                    .isLessThanOrEqualTo(THREAD_GROWTH);
        } finally {
            clientThreads.shutdownNow();
        }
    }

    private Guarded start() {
        return Guarded.start(
                container,
                context -> Pages.add(
                        context,
                        "/api/read",
                        (request, response) -> response.getWriter().print(request.getRemoteUser())));
    }

    private static void send(HttpClient client, Guarded guarded, String key, int requests)
            throws IOException, InterruptedException {
        for (int i = 0; i < requests; i++) {
            HttpResponse<String> response = get(client, guarded, i % 4 != 0 ? key : "bad");
            assertThat(response.statusCode()).isEqualTo(i % 4 != 0 ? 200 : 401);
        }
    }

    private static HttpResponse<String> get(HttpClient client, Guarded guarded, String key)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + guarded.server.port() + "/api/read");
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("X-API-Key", key).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
