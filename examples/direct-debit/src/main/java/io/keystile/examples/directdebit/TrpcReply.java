package io.keystile.examples.directdebit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keystile.examples.common.CallerView;

/**
 * The answer to one call.
 *
 * @param status what it would be alone
 * @param envelope tRPC's: {@code result} or {@code error}
 */
record TrpcReply(int status, Object envelope) {
    static TrpcReply of(Data data) {
        return new TrpcReply(200, new Success(new Result(data)));
    }

    static TrpcReply of(TrpcError error, String message, String path) {
        ErrorData data = new ErrorData(error.name(), error.status(), path);
        return new TrpcReply(error.status(), new Failure(new ErrorShape(message, error.number(), data)));
    }

    private record Success(Result result) {}

    private record Result(Data data) {}

    /** Says beside the answer who gave it, and to whom. */
    record Data(
            String procedure,
            String servedBy,
            CallerView caller,

            @JsonUnwrapped Found found) {}

    private record Failure(ErrorShape error) {}

    private record ErrorShape(String message, int code, ErrorData data) {}

    /** In tRPC's own spelling. */
    private record ErrorData(
            String code, @JsonProperty("httpStatus") int httpStatus, String path) {}
}
