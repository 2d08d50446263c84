package io.keystile.testkit.cases;

import io.keystile.policy.Procedure;
import io.keystile.testkit.Exchange;
import io.keystile.testkit.Reply;
import io.keystile.testkit.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands behind the adapter in the tables: resources that say who they are, and a router of procedures. */
final class CaseResources {
    static final String RPC = "RPC";
    static final String PROCEDURES_HEADER = "X-Procedures";

    private static final String TOKEN = "TOKEN";
    private static final String RPC_PATH = "/api/trpc";

    private CaseResources() {}

    /** Without what stands for the token endpoint: a server has a real one there, or nothing. */
    static List<Resource> besideTokens() {
        return all().stream().filter(resource -> !resource.name().equals(TOKEN)).toList();
    }

    static List<Resource> all() {
        return List.of(
                resource("AUTHORIZE", "/api/v1/authorize"),
                resource("AUTHORIZATIONS", "/api/v1/authorizations"),
                resource("MANDATES", "/api/v1/mandates"),
                resource("COLLECTIONS", "/api/v1/collections"),
                resource("REPORTS", "/api/v1/reports"),
                resource("ADMIN", "/api/v1/admin"),
                resource(TOKEN, CaseTokens.ENDPOINT),
                new Resource(RPC, RPC_PATH, CaseResources::route));
    }

    private static Resource resource(String name, String path) {
        return new Resource(name, path, exchange -> new Reply(200, Map.of(), "{}"));
    }

    /**
     * Runs all that any tRPC server known would: splits at commas without a batch flag, decodes twice, trims slashes, and
     * runs the procedures that fit the method beside those that don't.
     */
    private static Reply route(Exchange exchange) {
        String names = decoded(exchange.path()
                .substring(Math.min(RPC_PATH.length(), exchange.path().length())));
        List<String> run = new ArrayList<>();
        for (Procedure procedure : CaseFixture.PROCEDURES.all()) {
            boolean named =
                    ("," + names.replace("/", ",").replace(";", ",") + ",").contains("," + procedure.name() + ",");
            String method = procedure.kind() == Procedure.Kind.MUTATION ? "POST" : "GET";
            if (named && method.equals(exchange.method())) {
                run.add(procedure.name());
            }
        }
        return new Reply(run.isEmpty() ? 404 : 200, Map.of(PROCEDURES_HEADER, String.join(",", run)), "{}");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
