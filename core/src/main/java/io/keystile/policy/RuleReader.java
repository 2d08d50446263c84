package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.credential.ScopeName;
import io.keystile.json.Fields;
import io.keystile.json.Shown;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one rule of a policy file. What contradicts itself is left to be refused as it is for rules in code. */
final class RuleReader {
    /** A rule and the path it was written for. */
    record Written(String path, Function<Plane, Rule> rule) {}

    private static final String ONE_NEED = "give 'scope', 'scopes' or 'needs'";
    private static final String NOBODY =
            "says not who may enter: give 'scope', 'scopes', 'needs' or 'planes', or 'session': 'only', or 'open': true";

    /** The rule; null, and complaints, if it can't be read. */
    @Nullable
    Written read(Fields fields) {
        fields.text("note");
        String path = fields.text("path");
        if (path == null && !fields.has("path")) {
            fields.complain(fields.at(), "has no 'path'");
        }
        Rule plain = methods(fields, Rule.at(path == null ? "/" : path));
        plain = fields.flag("open") ? plain.open() : plain;
        plain = fields.flag("key_only") ? plain.keyOnly() : plain;
        plain = session(fields, plain);
        Integer cost = fields.integer("cost");
        plain = cost == null ? plain : plain.cost(cost);
        Fields procedures = fields.object("procedures");
        if (procedures != null) {
            Procedures read = new ProceduresReader().read(procedures);
            plain = read == null ? plain : plain.procedures(read);
        }
        Function<Plane, Rule> rule = admitted(fields, plain);
        fields.rest();
        boolean sound = fields.isSound() && (procedures == null || plain.procedures() != null);
        return path == null || rule == null || !sound ? null : new Written(path, rule);
    }

    private static Rule methods(Fields fields, Rule rule) {
        List<Fields.Entry> methods = fields.texts("methods");
        if (methods == null) {
            return rule;
        }
        if (methods.isEmpty() && fields.isSound()) {
            fields.complain(fields.at("methods"), "names no method: leave it out for every method");
        }
        return rule.methods(methods.stream().map(Fields.Entry::value).toArray(String[]::new));
    }

    private static Rule session(Fields fields, Rule rule) {
        String session = fields.text("session");
        if (session == null) {
            return rule;
        }
        if (session.equals("only")) {
            return rule.sessionOnly();
        }
        if (!session.equals("welcome")) {
            fields.complain(fields.at("session"), "must be 'welcome' or 'only', not " + Shown.quoted(session));
        }
        return rule.welcomesSession();
    }

    /** Who may enter: several planes, or one of them, or the default plane; null if that can't be read. */
    private static @Nullable Function<Plane, Rule> admitted(Fields fields, Rule plain) {
        String named = fields.text("plane");
        Plane plane = named == null ? null : PolicyFile.plane(named);
        if (named != null && plane == null) {
            fields.complain(fields.at("plane"), PolicyFile.unknownPlane(named));
        }
        Need need = need(fields);
        Fields several = fields.object("planes");
        if (several != null) {
            if (fields.has("plane") || hasNeed(fields)) {
                fields.complain(several.at(), "say themselves what they need: no 'plane' or need beside them");
            }
            return planes(fields, several, plain);
        }
        if (!fields.isSound()) {
            return null;
        }
        if (need == null && fields.has("procedures")) { // each has its own scope
            need = Need.nothing();
        }
        if (need == null && (plane != null || plain.kind() == Rule.Kind.GUARDED)) {
            fields.complain(fields.at(), plane == null ? NOBODY : "says not what the plane needs: " + ONE_NEED);
            return null;
        }
        Need needed = need;
        return needed == null
                ? defaultPlane -> plain
                : defaultPlane -> plain.admits(plane == null ? defaultPlane : plane, needed);
    }

    private static @Nullable Function<Plane, Rule> planes(Fields fields, Fields several, Rule plain) {
        Map<Plane, Need> admitted = new EnumMap<>(Plane.class);
        for (String name : several.names()) {
            Plane plane = PolicyFile.plane(name);
            if (plane == null) {
                fields.complain(several.nameAt(name), PolicyFile.unknownPlane(name));
            }
            Fields terms = several.object(name);
            Need need = terms == null ? null : need(terms);
            if (terms != null) {
                terms.rest();
                if (need == null && terms.isSound()) {
                    terms.complain(terms.at(), "says not what the plane needs: " + ONE_NEED);
                }
            }
            if (plane != null && need != null && terms != null && terms.isSound()) {
                admitted.put(plane, need);
            }
        }
        if (several.names().isEmpty()) {
            fields.complain(several.at(), "names no plane");
        }
        if (admitted.size() < several.names().size()) {
            return null;
        }
        Rule rule = plain;
        for (Map.Entry<Plane, Need> each : admitted.entrySet()) {
            rule = rule.admits(each.getKey(), each.getValue());
        }
        Rule whole = rule;
        return defaultPlane -> whole;
    }

    private static boolean hasNeed(Fields fields) {
        return fields.has("scope") || fields.has("scopes") || fields.has("needs");
    }

    /** What is needed; null if nothing says it, or it can't be read. */
    private static @Nullable Need need(Fields fields) {
        String scope = fields.text("scope");
        List<Fields.Entry> scopes = fields.texts("scopes");
        String needs = fields.text("needs");
        int given = (scope == null ? 0 : 1) + (scopes == null ? 0 : 1) + (needs == null ? 0 : 1);
        if (given > 1) {
            fields.complain(fields.at(), "has more than one of 'scope', 'scopes' and 'needs'");
        }
        if (scope != null) {
            return scope(fields, new Fields.Entry(fields.at("scope"), scope)) ? Need.scope(scope) : null;
        }
        if (scopes != null) {
            return scopes(fields, scopes);
        }
        if (needs == null) {
            return null;
        }
        if (!needs.equals("nothing") && !needs.equals("full_access")) {
            fields.complain(fields.at("needs"), "must be 'nothing' or 'full_access', not " + Shown.quoted(needs));
        }
        return needs.equals("nothing") ? Need.nothing() : Need.fullAccess();
    }

    private static @Nullable Need scopes(Fields fields, List<Fields.Entry> scopes) {
        if (scopes.isEmpty() && fields.isSound()) {
            fields.complain(fields.at("scopes"), "names no scope: write 'needs': 'nothing'");
        }
        boolean sound = true;
        for (Fields.Entry scope : scopes) {
            sound &= scope(fields, scope);
        }
        return sound ? Need.allOf(scopes.stream().map(Fields.Entry::value).toArray(String[]::new)) : null;
    }

    private static boolean scope(Fields fields, Fields.Entry scope) {
        try {
            ScopeName.checked(scope.value());
            return true;
        } catch (IllegalArgumentException malformed) {
            fields.complain(scope.at(), String.valueOf(malformed.getMessage()));
            return false;
        }
    }
}
