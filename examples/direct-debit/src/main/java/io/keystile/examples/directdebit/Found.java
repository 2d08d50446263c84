package io.keystile.examples.directdebit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a procedure answers: one record, or a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Found(@Nullable Object item, @Nullable List<?> items) {
    static Found all(List<?> items) {
        return new Found(null, items);
    }

    static Found one(@Nullable Object item) {
        if (item == null) {
            throw new TrpcException(TrpcError.NOT_FOUND, "there is no record of that id");
        }
        return new Found(item, null);
    }
}
