package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a policy as its file would have it, by hand, so that reading it back proves something. */
final class PolicyJson {
    private PolicyJson() {}

    static String of(AccessPolicy policy) {
        String places = policy.places().entrySet().stream()
                .map(entry -> text(name(entry.getKey()))
                        + ": ["
                        + entry.getValue().stream().map(PolicyJson::place).collect(Collectors.joining(", "))
                        + "]")
                .collect(Collectors.joining(", "));
        return "{\n\"default_plane\": " + text(name(policy.defaultPlane())) + ",\n\"guard\": "
                + texts(policy.guardedRoots()) + ",\n\"places\": {" + places + "},\n\"rules\": [\n"
                + policy.rules().stream()
                        .map(rule -> rule(rule, policy.defaultPlane()))
                        .collect(Collectors.joining(",\n"))
                + "\n]}\n";
    }

    private static String place(Place place) {
        String scheme = place.scheme();
        String where = scheme == null ? "{\"header\": " + text(place.headerName()) : "{\"scheme\": " + text(scheme);
        String takes = place.takesKeys() && place.takesTokens()
                ? ""
                : ", \"takes\": " + (place.takesKeys() ? "\"keys\"" : "\"tokens\"");
        return where + takes + "}";
    }

    static String rule(Rule rule, Plane defaultPlane) {
        List<String> members = new ArrayList<>();
        if (!rule.methods().isEmpty()) {
            members.add("\"methods\": " + texts(rule.methods()));
        }
        members.add("\"path\": " + text(rule.path()));
        if (rule.kind() == Rule.Kind.OPEN) {
            members.add("\"open\": true");
        }
        if (rule.kind() == Rule.Kind.SESSION_ONLY) {
            members.add("\"session\": \"only\"");
        }
        admitted(rule, defaultPlane, members);
        if (rule.sessionsWelcome()) {
            members.add("\"session\": \"welcome\"");
        }
        if (rule.isKeyOnly()) {
            members.add("\"key_only\": true");
        }
        Procedures procedures = rule.procedures();
        if (procedures != null) {
            members.add("\"procedures\": " + procedures(procedures));
        }
        return "{" + String.join(", ", members) + "}";
    }

    /** In the shortest of the forms that say it. */
    private static void admitted(Rule rule, Plane defaultPlane, List<String> members) {
        Map<Plane, Need> admitted = rule.admitted();
        if (admitted.size() > 1) {
            members.add("\"planes\": {"
                    + admitted.entrySet().stream()
                            .map(entry -> text(name(entry.getKey())) + ": {" + need(entry.getValue()) + "}")
                            .collect(Collectors.joining(", "))
                    + "}");
        }
        if (admitted.size() != 1) {
            return;
        }
        admitted.forEach((plane, need) -> {
            boolean implied = plane == defaultPlane;
            if (!implied) {
                members.add("\"plane\": " + text(name(plane)));
            }
            if (rule.procedures() == null || !need.equals(Need.nothing())) {
                members.add(need(need));
            }
        });
    }

    private static String need(Need need) {
        if (need.fullAccessOnly()) {
            return "\"needs\": \"full_access\"";
        }
        return switch (need.scopes().size()) {
            case 0 -> "\"needs\": \"nothing\"";
            case 1 -> "\"scope\": " + text(need.scopes().get(0));
            default -> "\"scopes\": " + texts(need.scopes());
        };
    }

    private static String procedures(Procedures procedures) {
        Map<String, Map<String, List<String>>> kinds = new TreeMap<>();
        for (Procedure procedure : procedures.all()) {
            kinds.computeIfAbsent(procedure.kind().name().toLowerCase(Locale.ROOT), first -> new TreeMap<>())
                    .computeIfAbsent(procedure.scope(), first -> new ArrayList<>())
                    .add(procedure.name());
        }
        StringBuilder json = new StringBuilder("{\"max_batch\": " + procedures.maxBatch());
        kinds.forEach((kind, scopes) -> json.append(", ")
                .append(text(kind))
                .append(": {")
                .append(scopes.entrySet().stream()
                        .map(scope -> text(scope.getKey()) + ": " + texts(scope.getValue()))
                        .collect(Collectors.joining(", ")))
                .append('}'));
        return json.append('}').toString();
    }

    private static String texts(List<String> texts) {
        return "[" + texts.stream().map(PolicyJson::text).collect(Collectors.joining(", ")) + "]";
    }

    private static String text(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String name(Plane plane) {
        return plane.name().toLowerCase(Locale.ROOT);
    }
}
