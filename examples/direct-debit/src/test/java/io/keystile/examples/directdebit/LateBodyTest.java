package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A refusal must not cost the connection: the client's next request may be on its way. */
class LateBodyTest {
    private static final String HEAD =
            "POST /api/trpc/mandates.list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";

    @Test
    void refusedRequestsWhoseBodiesComeLate_shareOneConnection() throws IOException {
        try (Service service = Service.start()) {
            String origin = service.server.origin();
            int port = Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(30_000);
                for (int i = 0; i < 100; i++) {
                    write(socket, HEAD);
                    write(socket, "{}");
                    assertThat(answer(socket.getInputStream()))
                            .startsWith("HTTP/1.1 401 ")
                            .doesNotContain("close");
                }
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Up to the end of the document that every 401 has. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            answer.append((char) c);
            if (c == '}') {
                break;
            }
        }
        return answer.toString();
    }
}
