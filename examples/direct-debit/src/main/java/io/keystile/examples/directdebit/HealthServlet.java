package io.keystile.examples.directdebit;

import io.keystile.examples.common.Json;
import io.keystile.examples.common.Methods;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code GET /health}: whoever is answered knows that the service runs. */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "HEAD");
        Json.write(response, HttpServletResponse.SC_OK, Map.of("served_by", "health", "status", "up"));
    }
}
