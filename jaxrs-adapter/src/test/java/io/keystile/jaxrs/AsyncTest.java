package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.testkit.RawAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The caller is there while a request is on a thread, and only then. */
class AsyncTest {
    private final BlockingQueue<String> leftBehind = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Service service = Service.ofItems();
    private final RestServer server = RestServer.start(this::addWatch, service.feature(), new Items(workers));

    @AfterEach
    void stop() {
        server.close();
        workers.shutdownNow();
    }

    /** Looks at the request's thread as the runtime gives it back. */
    private void addWatch(ServletContextHandler context) {
        Filter watch = (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } finally {
                leftBehind.add(owner(CurrentCaller.get()));
            }
        };
        FilterHolder holder = new FilterHolder(watch);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private void assertAnswers(String path, String body) throws InterruptedException {
        RawAnswer answer = server.get("/api/items/" + path, service.key("items"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(leftBehind.poll(10, TimeUnit.SECONDS)).isEqualTo("-");
    }

    @Test
    void plain_hasItsCaller() throws InterruptedException {
        assertAnswers("plain", "prn_1");
    }

    @Test
    void streamed_hasItsCallerWhileItIsWritten() throws InterruptedException {
        assertAnswers("streamed", "prn_1");
    }

    @Test
    void suspended_hasItsCallerInWrappedWorkAlone() throws InterruptedException {
        assertAnswers("suspended", "prn_1 - prn_1");
    }

    @Test
    void stage_hasItsCallerInWrappedWorkAlone() throws InterruptedException {
        assertAnswers("stage", "prn_1 - prn_1");
    }

    @Test
    void streamedBySomeOtherThread_hasItsCallerWhileItIsWritten() throws InterruptedException {
        assertAnswers("stage-streamed", "prn_1");
    }

    @Test
    void failing_leavesNobodyBehind() throws InterruptedException {
        assertThat(server.get("/api/items/failing/known", service.key("items")).status())
                .isEqualTo(409);
        assertThat(leftBehind.poll(10, TimeUnit.SECONDS)).isEqualTo("-");
    }

    @Test
    void breaking_leavesNobodyBehind() throws InterruptedException {
        assertThat(server.get("/api/items/failing/unknown", service.key("items"))
                        .status())
                .isEqualTo(500);
        assertThat(leftBehind.poll(10, TimeUnit.SECONDS)).isEqualTo("-");
    }

    @Test
    void refused_runsNothing() throws InterruptedException {
        assertThat(server.get("/api/items/suspended").status()).isEqualTo(401);
        assertThat(leftBehind.poll(10, TimeUnit.SECONDS)).isEqualTo("-");
    }

    private static String owner(@Nullable Caller caller) {
        return caller == null ? "-" : caller.owner();
    }

    /** Answers in each way that there is. */
    @Path("items")
    public static final class Items {
        private final ExecutorService workers;

        Items(ExecutorService workers) {
            this.workers = workers;
        }

        /** On the request's thread. */
        @GET
        @Path("plain")
        public String plain() {
            return owner(CurrentCaller.get());
        }

        /** As it is written. */
        @GET
        @Path("streamed")
        public StreamingOutput streamed() {
            return out -> out.write(owner(CurrentCaller.get()).getBytes(StandardCharsets.US_ASCII));
        }

        /** Later: as parameter, as is, as wrapped. */
        @GET
        @Path("suspended")
        public void suspended(@Suspended AsyncResponse answer, @BeanParam RequestCaller caller) {
            StringBuilder seen = new StringBuilder();
            Runnable wrapped = CurrentCaller.wrap(() -> {
                seen.append(owner(CurrentCaller.get()));
            });
            workers.execute(() -> {
                seen.append(caller.get().owner())
                        .append(' ')
                        .append(owner(CurrentCaller.get()))
                        .append(' ');
                wrapped.run();
                answer.resume(seen.toString());
            });
        }

        /** The same as a stage. */
        @GET
        @Path("stage")
        public CompletionStage<String> stage(@BeanParam RequestCaller caller) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            StringBuilder seen = new StringBuilder();
            Runnable wrapped = CurrentCaller.wrap(() -> {
                seen.append(owner(CurrentCaller.get()));
            });
            workers.execute(() -> {
                seen.append(caller.get().owner())
                        .append(' ')
                        .append(owner(CurrentCaller.get()))
                        .append(' ');
                wrapped.run();
                answer.complete(seen.toString());
            });
            return answer;
        }

        /** Later, and written by who completes it. */
        @GET
        @Path("stage-streamed")
        public CompletionStage<StreamingOutput> stageStreamed() {
            return CompletableFuture.supplyAsync(this::streamed, workers);
        }

        /** With an exception that the runtime knows, or doesn't. */
        @GET
        @Path("failing/{how}")
        public String failing(@PathParam("how") String how) {
            if (how.equals("known")) {
                throw new ClientErrorException(409);
            }
            throw new IllegalStateException("planted");
        }
    }
}
