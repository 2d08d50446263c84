package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.directdebit.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One call of a procedure.
 *
 * @param ledger the caller's, in the caller's environment
 * @param input as sent; a missing node for none
 */
record ProcedureCall(Ledger ledger, JsonNode input, Instant now) {
    /** The record that the input names. */
    String id() {
        JsonNode id = input.path("id");
        if (!id.isTextual()) {
            throw new TrpcException(TrpcError.BAD_REQUEST, "input must be an object with an id, a string");
        }
        return id.textValue();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
