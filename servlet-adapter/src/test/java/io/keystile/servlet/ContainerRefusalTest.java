package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.authn.RefusedEvent;
import io.keystile.http.Answer;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** What a container refuses before any filter, in our form: the glue that docs/servlet.md shows. */
class ContainerRefusalTest {
    private final Keystile keystile = Keys.builder().build();

    @Test
    void jetty_answersInOurForm() {
        try (WebServer server = new JettyServer(
                "",
                context -> KeystileFilter.register(context, new KeystileFilter(keystile).withoutHandlerCheck(), "/*"),
                (settings, jetty) -> jetty.setErrorHandler(new JettyBadRequests(keystile)))) {
            assertInOurForm(server, "GET /api/%2e%2e/x");
        }
    }

    @Test
    void tomcat_answersInOurForm() {
        try (WebServer server = new TomcatServer(
                "",
                context -> KeystileFilter.register(context, new KeystileFilter(keystile).withoutHandlerCheck(), "/*"),
                context -> {
                    StandardHost host = (StandardHost) context.getParent();
                    host.setErrorReportValveClass("");
                    host.getPipeline().addValve(new TomcatBadRequests(keystile));
                })) {
            assertInOurForm(server, "GET /api/%2Fx");
        }
    }

    private void assertInOurForm(WebServer server, String line) {
        RawAnswer byContainer = RawHttp.ask(server.port(), line);
        String reference = byContainer.headers("X-Decision-Ref").get(0);

        assertThat(byContainer.status()).isEqualTo(400);
        assertThat(byContainer.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(byContainer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400}");
        assertThat(Optional.ofNullable(keystile.explain(reference)).map(RefusedEvent::reason))
                .contains(Reason.CONTAINER_REFUSED);
        assertThat(RawHttp.ask(server.port(), "GET /missing").status()).isEqualTo(404);
    }

    /** For a whole Jetty server. */
    private static final class JettyBadRequests extends ErrorHandler {
        private final Keystile keystile;

        JettyBadRequests(Keystile keystile) {
            this.keystile = keystile;
        }

        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response response, Callback callback)
                throws Exception {
            if (response.getStatus() != 400) {
                return super.handle(request, response, callback);
            }
            Answer answer = keystile.answerBadRequest(org.eclipse.jetty.server.Request.getRemoteAddr(request));
            answer.headers().forEach(header -> response.getHeaders().put(header.name(), header.value()));
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
            return true;
        }
    }

    /** For a Tomcat host. */
    private static final class TomcatBadRequests extends ErrorReportValve {
        private final Keystile keystile;

        TomcatBadRequests(Keystile keystile) {
            this.keystile = keystile;
        }

        @Override
        protected void report(Request request, Response response, Throwable throwable) {
            if (response.getStatus() != 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                super.report(request, response, throwable);
                return;
            }
            Answer answer = keystile.answerBadRequest(request.getRemoteAddr());
            answer.headers().forEach(header -> response.setHeader(header.name(), header.value()));
            try {
                response.getOutputStream().write(answer.body());
            } catch (IOException e) {
                container.getLogger().info("the caller of a bad request has gone");
            }
        }
    }
}
