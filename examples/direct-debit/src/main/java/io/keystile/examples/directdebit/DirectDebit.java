package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** Starts the direct-debit service on port 8080. */
public final class DirectDebit {
    private DirectDebit() {}

    public static void main(String[] args) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Greeting()), "/");
        Server server = new Server(8080);
        server.setHandler(context);
        server.start();
        server.join();
    }

    private static final class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1;
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getOutputStream().write(JSON.writeValueAsBytes(Map.of("service", "direct-debit")));
        }
    }
}
