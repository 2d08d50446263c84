package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.common.CallerView;
import io.keystile.examples.common.Json;
import io.keystile.examples.directdebit.ledger.Ledger;
import io.keystile.examples.directdebit.ledger.Ledgers;
import io.keystile.policy.Procedure;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code /api/trpc}: runs the procedures that a request names. Who may call them is settled before it comes here. */
final class TrpcServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MULTI_STATUS = 207;

    private final transient Ledgers ledgers;
    private final transient InstantSource clock;

    TrpcServlet(Ledgers ledgers, InstantSource clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TrpcRequest calls = TrpcRequest.of(request);
        List<TrpcReply> replies = replies(calls, request);
        int first = replies.get(0).status();
        boolean alike = replies.stream().allMatch(reply -> reply.status() == first);
        List<Object> envelopes = replies.stream().map(TrpcReply::envelope).toList();
        Json.write(response, alike ? first : MULTI_STATUS, calls.isBatch() ? envelopes : envelopes.get(0));
    }

    private List<TrpcReply> replies(TrpcRequest calls, HttpServletRequest request) throws IOException {
        List<TrpcReply> replies = new ArrayList<>();
        try {
            List<JsonNode> inputs = calls.inputs(request);
            CallerView caller = Sessions.caller(request);
            Ledger ledger = ledgers.of(Objects.requireNonNull(caller.tenant(), "keys and users have an organisation"));
            for (int i = 0; i < inputs.size(); i++) {
                ProcedureCall call =
                        new ProcedureCall(ledger, inputs.get(i), clock.instant().truncatedTo(ChronoUnit.MILLIS));
                replies.add(reply(calls.names().get(i), call, caller, request.getMethod()));
            }
        } catch (TrpcException e) {
            // Nothing of the request could be read, so nothing of it has run.
            for (String name : calls.names()) {
                replies.add(e.reply(name));
            }
        }
        return replies;
    }

    private static TrpcReply reply(String name, ProcedureCall call, CallerView caller, String method) {
        try {
            ProcedureTable.Entry entry = ProcedureTable.find(name);
            if (entry == null) {
                throw new TrpcException(TrpcError.NOT_FOUND, "there is no such procedure");
            }
            requireMethod(entry.procedure().kind(), method);
            return TrpcReply.of(
                    new TrpcReply.Data(name, name, caller, entry.work().apply(call)));
        } catch (TrpcException e) {
            return e.reply(name);
        }
    }

    /** Queries by GET or POST, mutations by POST: what a link or an image can send must change nothing. */
    private static void requireMethod(Procedure.Kind kind, String method) {
        boolean query = kind == Procedure.Kind.QUERY && (method.equals("GET") || method.equals("HEAD"));
        if (!query && !method.equals("POST")) {
            throw new TrpcException(TrpcError.METHOD_NOT_SUPPORTED, "the procedure is not called by this method");
        }
    }
}
