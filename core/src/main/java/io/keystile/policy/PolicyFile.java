package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.json.Complaints;
import io.keystile.json.Fields;
import io.keystile.json.Json;
import io.keystile.json.JsonSyntaxException;
import io.keystile.json.Shown;
import io.keystile.json.Spot;
import io.keystile.json.StrictJson;
import io.keystile.request.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy read from JSON: what would be refused of one in code is told together with what the file's own form gets
 * wrong, each with its place in the file.
 */
final class PolicyFile {
    /** A text that is yet to be taken in. */
    interface Source {
        String read() throws IOException, JsonSyntaxException;
    }

    private static final String PLACES = "places.";

    private final String name;
    private final Complaints complaints = new Complaints();
    private final WrittenPolicy written = new WrittenPolicy();

    private PolicyFile(String name) {
        this.name = name;
    }

    static AccessPolicy read(String name, Source source) {
        PolicyFile file = new PolicyFile(name);
        try {
            return file.policy(StrictJson.read(source.read(), file.complaints));
        } catch (JsonSyntaxException broken) {
            file.complaints.add(broken.at(), String.valueOf(broken.getMessage()));
            throw file.refused(List.of());
        } catch (IOException failed) {
            throw new UncheckedIOException("the access policy " + name + " can't be read", failed);
        }
    }

    private AccessPolicy policy(Json json) {
        Fields top = Fields.of(json, complaints);
        if (top == null) {
            throw refused(List.of());
        }
        top.text("note");
        guard(top);
        Origin settings = settings(top);
        written.settings(settings);
        rules(top);
        top.rest();
        AccessPolicy policy;
        try {
            policy = written.build();
        } catch (PolicyException refused) {
            throw refused(refused.problems());
        }
        if (!complaints.all().isEmpty()) {
            throw refused(List.of());
        }
        return policy;
    }

    private void guard(Fields top) {
        List<Fields.Entry> roots = top.texts("guard");
        if (roots != null) {
            roots.forEach(root -> written.guard(root.value(), field -> position(root.at())));
        }
    }

    /** Reads the default plane and the places. */
    private Origin settings(Fields top) {
        String plane = top.text("default_plane");
        if (plane != null) {
            Plane known = plane(plane);
            if (known == null) {
                top.complain(top.at("default_plane"), unknownPlane(plane));
            } else {
                written.defaultPlane(known);
            }
        }
        Fields places = top.object("places");
        if (places != null) {
            places.names().forEach(named -> places(places, named));
        }
        return field -> {
            if (places != null && field.startsWith(PLACES)) {
                return position(places.at(field.substring(PLACES.length())));
            }
            return position(top.at(field));
        };
    }

    private void places(Fields places, String named) {
        Plane plane = plane(named);
        if (plane == null) {
            places.complain(places.nameAt(named), unknownPlane(named));
        }
        List<Json> items = places.items(named);
        if (items == null) {
            return;
        }
        List<Place> where = new ArrayList<>();
        for (Json item : items) {
            Fields fields = Fields.of(item, complaints);
            Place place = fields == null ? null : place(fields);
            if (place != null) {
                where.add(place);
            }
        }
        if (plane != null && (where.size() == items.size())) {
            written.places(plane, where);
        }
    }

    private static @Nullable Place place(Fields fields) {
        String header = fields.text("header");
        String scheme = fields.text("scheme");
        String takes = fields.text("takes");
        fields.rest();
        if (fields.isSound() && (header == null) == (scheme == null)) {
            fields.complain(fields.at(), "must have either 'header' or 'scheme'");
        }
        if (takes != null && !takes.equals("keys") && !takes.equals("tokens")) {
            fields.complain(fields.at("takes"), "must be 'keys' or 'tokens', not " + Shown.quoted(takes));
        }
        if (!fields.isSound()) {
            return null;
        }
        try {
            Place place = header == null ? Place.scheme(String.valueOf(scheme)) : Place.header(header);
            return takes == null ? place : takes.equals("keys") ? place.keysOnly() : place.tokensOnly();
        } catch (IllegalArgumentException malformed) {
            fields.complain(fields.at(header == null ? "scheme" : "header"), String.valueOf(malformed.getMessage()));
            return null;
        }
    }

    private void rules(Fields top) {
        List<Json> items = top.items("rules");
        if (items == null) {
            return;
        }
        RuleReader reader = new RuleReader();
        for (Json item : items) {
            Fields fields = Fields.of(item, complaints);
            RuleReader.Written rule = fields == null ? null : reader.read(fields);
            if (fields != null && rule != null) {
                written.add(
                        rule.path(), rule.rule(), field -> position(field.isEmpty() ? fields.at() : fields.at(field)));
            }
        }
    }

    /** The plane of a name; null for an unknown one. */
    static @Nullable Plane plane(String name) {
        for (Plane plane : Plane.values()) {
            if (plane.name().toLowerCase(Locale.ROOT).equals(name)) {
                return plane;
            }
        }
        return null;
    }

    static String unknownPlane(String given) {
        return "must be a plane, 'client', 'principal' or 'admin', not " + Shown.quoted(given);
    }

    private Position position(Spot spot) {
        return Position.of(name, spot);
    }

    /** All problems in the order of the file; of those found in building, the ones that are true whatever else is mended. */
    private PolicyException refused(List<Problem> built) {
        List<Problem> problems = new ArrayList<>();
        complaints
                .all()
                .forEach(complaint -> problems.add(
                        new Problem(complaint.at().field(), complaint.message(), position(complaint.at()))));
        boolean whole = problems.isEmpty();
        for (Problem problem : built) {
            if (problem.position() != null) {
                problems.add(problem);
            } else if (whole) { // about the policy as a whole, which is not known if parts of it could not be read
                problems.add(new Problem(problem.where(), problem.message(), new Position(name, 1, 1, "")));
            }
        }
        problems.sort(Comparator.comparingInt(PolicyFile::line).thenComparingInt(PolicyFile::column));
        if (complaints.dropped() > 0) {
            problems.add(new Problem(name, "and " + complaints.dropped() + " more problems"));
        }
        return new PolicyException(problems);
    }

    private static int line(Problem problem) {
        return problem.position() == null ? 0 : problem.position().line();
    }

    private static int column(Problem problem) {
        return problem.position() == null ? 0 : problem.position().column();
    }
}
