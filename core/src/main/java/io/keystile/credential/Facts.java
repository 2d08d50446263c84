package io.keystile.credential;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A record told as text, field by field, for its events: no key, no hash. */
final class Facts {
    private Facts() {}

    static Map<String, String> of(Credential c) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("plane", c.plane().name());
        facts.put("owner", c.owner());
        facts.put("state", c.state().name());
        facts.put(
                "scopes",
                c.access().isFull() ? "*" : String.join(",", c.access().scopes()));
        facts.put("ip_allowlist", String.join(",", c.allowlist().entries()));
        facts.put("expires_at", Objects.toString(c.expiresAt(), ""));
        facts.put("issued_by", Objects.requireNonNullElse(c.issuedBy(), ""));
        facts.put("key_hint", c.keys().current().hint());
        facts.put("key_generation", Integer.toString(c.keys().current().generation()));
        facts.put(
                "previous_keys",
                c.keys().previous().stream()
                        .map(k -> k.hint() + " until " + k.validUntil())
                        .collect(Collectors.joining(", ")));
        if (c.tokenEpoch() > 0) {
            facts.put("token_epoch", Integer.toString(c.tokenEpoch()));
        }
        String slow = c.keys().all().stream()
                .filter(k -> k.slowHash() != null)
                .map(k -> Integer.toString(k.generation()))
                .collect(Collectors.joining(","));
        if (!slow.isEmpty()) {
            facts.put("slow_keys", slow);
        }
        put(facts, c.settings().details());
        return facts;
    }

    static Map<String, String> of(Tenant tenant) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("suspended", Boolean.toString(tenant.suspended()));
        put(facts, tenant.details());
        return facts;
    }

    /** The entries of {@code these} that {@code those} lacks or has otherwise. */
    static Map<String, String> without(Map<String, String> these, Map<String, String> those) {
        Map<String, String> rest = new TreeMap<>(these);
        rest.entrySet().removeIf(e -> e.getValue().equals(those.get(e.getKey())));
        return rest;
    }

    private static void put(Map<String, String> facts, Details details) {
        facts.put("label", Objects.requireNonNullElse(details.label(), ""));
        facts.put(
                "attributes",
                details.attributes().isEmpty() ? "" : details.attributes().toString());
        List<Limit> limits = details.limits();
        facts.put(
                "limits", limits.stream().map(l -> l.requests() + "/" + l.per()).collect(Collectors.joining(",")));
    }
}
