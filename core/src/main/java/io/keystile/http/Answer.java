package io.keystile.http;

import java.util.List;

/** A whole answer, for an adapter to write as it is: its status, these header lines in this order, these bytes. */
public final class Answer {
    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    Answer(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /**
     * An answer of the application's or of an extension's own. What refuses a request is uniform, and comes from {@link
     * io.keystile.Keystile}.
     */
    public static Answer of(int status, List<Header> headers, byte[] body) {
        return new Answer(status, headers, body.clone());
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The header lines, in order; {@code Content-Length} is not among them. */
    public List<Header> headers() {
        return headers;
    }

    /** The body, a copy; empty for none. */
    public byte[] body() {
        return body.clone();
    }
}
