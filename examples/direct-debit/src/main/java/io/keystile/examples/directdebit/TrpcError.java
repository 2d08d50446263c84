package io.keystile.examples.directdebit;

/** tRPC's names for what goes wrong, each with its status and its JSON-RPC number. */
enum TrpcError {
    BAD_REQUEST(400, -32600),
    NOT_FOUND(404, -32004),
    METHOD_NOT_SUPPORTED(405, -32005),
    PAYLOAD_TOO_LARGE(413, -32013),
    UNSUPPORTED_MEDIA_TYPE(415, -32015);

    private final int status;
    private final int number;

    TrpcError(int status, int number) {
        this.status = status;
        this.number = number;
    }

    int status() {
        return status;
    }

    int number() {
        return number;
    }
}
