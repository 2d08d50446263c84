package io.keystile.spring;

import java.util.Map;

/** The builder's problems, by the names that settings have in an application's properties. */
final class SettingNames {
    private static final Map<String, String> PROPERTIES = Map.of(
            "keys:", "keystile.prefix: the prefix of the API keys, like acme",
            "store:",
                    "keystile.store: there is no DataSource to keep credentials in; add one, or say in-memory-lost-at-restart",
            "freshness:",
                    "keystile.outage-grace: what holds while the database can't be asked: none, or a duration like 5m",
            "sessionsGuardedBy",
                    "keystile.sessions-guarded-by: a route welcomes sessions: application, or origin with"
                            + " keystile.session-origins",
            "operator:", "keystile.operators: a route admits the admin plane, and no operator has a key");

    private SettingNames() {}

    /** The same problem, if it is that of a missing setting; else as it was. */
    static String of(String problem) {
        boolean missing =
                problem.contains(", like ") || problem.contains("what holds while") || problem.contains("a route ");
        return missing
                ? PROPERTIES.entrySet().stream()
                        .filter(entry -> problem.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(problem)
                : problem;
    }
}
