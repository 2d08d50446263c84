package io.keystile.examples.directdebit;

/** A call that can't be answered. The message holds nothing of the request. */
final class TrpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TrpcError error;
    private final String text;

    TrpcException(TrpcError error, String message) {
        super(message);
        this.error = error;
        this.text = message;
    }

    /** The reply of a call to {@code path}. */
    TrpcReply reply(String path) {
        return TrpcReply.of(error, text, path);
    }
}
