package io.keystile.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON text as RFC 8259 has it: no comments, nothing after the value, names once in each object, and not deep.
 * Uses jackson-core's tokens alone. No field, handler or superclass names a type of Jackson's, so that this class loads
 * without it and {@link #read} can say what is missing.
 */
public final class StrictJson {
    /** How deep objects and arrays may lie in each other. */
    public static final int MAX_DEPTH = 16;

    private final JsonParser parser;
    private final Complaints complaints;

    private StrictJson(JsonParser parser, Complaints complaints) {
        this.parser = parser;
        this.complaints = complaints;
    }

    /**
     * Reads a text; repeated names go to the complaints.
     *
     * @throws IllegalStateException if jackson-core is not there
     */
    public static Json read(String text, Complaints complaints) throws JsonSyntaxException {
        try {
            return readTokens(text, complaints);
        } catch (NoClassDefFoundError missing) {
            if (!String.valueOf(missing.getMessage()).startsWith("com/fasterxml/jackson/")) {
                throw missing;
            }
            throw new IllegalStateException(
                    "reading JSON needs the optional dependency com.fasterxml.jackson.core:jackson-core 2.22,"
                            + " which is not on the class path or among the resolved modules",
                    missing);
        }
    }

    private static Json readTokens(String text, Complaints complaints) throws JsonSyntaxException {
        JsonFactory factory = new JsonFactoryBuilder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            return new StrictJson(parser, complaints).whole();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory can't be read", impossible);
        }
    }

    private Json whole() throws IOException, JsonSyntaxException {
        Spot start = new Spot(1, 1, "");
        JsonToken first = next(start);
        if (first == null) {
            throw new JsonSyntaxException(start, "is empty");
        }
        Json value = value(first, spot("", start), 0);
        if (next(start) != null) {
            throw new JsonSyntaxException(spot("", start), "something follows after the end");
        }
        return value;
    }

    private Json value(JsonToken token, Spot at, int depth) throws IOException, JsonSyntaxException {
        if (depth == MAX_DEPTH && token.isStructStart()) {
            throw new JsonSyntaxException(at, "lies deeper than " + MAX_DEPTH + " objects and arrays");
        }
        return switch (token.id()) { // a switch over the enum would make a class that can't load without Jackson
            case JsonTokenId.ID_START_OBJECT -> members(at, depth);
            case JsonTokenId.ID_START_ARRAY -> items(at, depth);
            case JsonTokenId.ID_STRING -> new Json.Text(at, string(at));
            case JsonTokenId.ID_TRUE -> new Json.Flag(at, true);
            case JsonTokenId.ID_FALSE -> new Json.Flag(at, false);
            case JsonTokenId.ID_NULL -> new Json.Null(at);
            default -> new Json.Numeral(at, string(at));
        };
    }

    private Json members(Spot at, int depth) throws IOException, JsonSyntaxException {
        Map<String, Json.Member> byName = new LinkedHashMap<>();
        for (JsonToken token = some(at); token != JsonToken.END_OBJECT; token = some(at)) {
            String name = string(at);
            Spot nameAt = here(at);
            nameAt = at.member(name, nameAt.line(), nameAt.column());
            JsonToken first = some(nameAt);
            Json value = value(first, spot(nameAt.field(), nameAt), depth + 1);
            Json.Member known = byName.putIfAbsent(name, new Json.Member(nameAt, value));
            if (known != null) {
                complaints.add(
                        nameAt,
                        "is there twice, first in line " + known.nameAt().line());
            }
        }
        return new Json.Members(at, byName);
    }

    private Json items(Spot at, int depth) throws IOException, JsonSyntaxException {
        List<Json> all = new ArrayList<>();
        for (JsonToken token = some(at); token != JsonToken.END_ARRAY; token = some(at)) {
            Spot item = here(at);
            all.add(value(token, at.item(all.size(), item.line(), item.column()), depth + 1));
        }
        return new Json.Items(at, all);
    }

    private JsonToken some(Spot in) throws IOException, JsonSyntaxException {
        JsonToken token = next(in);
        if (token == null) {
            throw new JsonSyntaxException(in, "is not closed");
        }
        return token;
    }

    private JsonToken next(Spot in) throws IOException, JsonSyntaxException {
        try {
            return parser.nextToken();
        } catch (IOException failed) {
            throw syntax(failed, in);
        }
    }

    /** The token's text; Jackson reads strings only now, so this is where they are found broken. */
    private String string(Spot in) throws IOException, JsonSyntaxException {
        try {
            return parser.getText();
        } catch (IOException failed) {
            throw syntax(failed, in);
        }
    }

    private JsonSyntaxException syntax(IOException failed, Spot in) throws IOException {
        if (!(failed instanceof JsonProcessingException broken)) {
            throw failed;
        }
        JsonLocation location = broken.getLocation();
        Spot at = location == null || location.getLineNr() < 1
                ? in
                : new Spot(location.getLineNr(), location.getColumnNr(), in.field());
        return new JsonSyntaxException(at, "is no JSON: " + Shown.line(broken.getOriginalMessage()));
    }

    private Spot here(Spot in) {
        return spot(in.field(), in);
    }

    /** Where the token starts. */
    private Spot spot(String field, Spot otherwise) {
        JsonLocation location = parser.currentTokenLocation();
        return location == null ? otherwise : new Spot(location.getLineNr(), location.getColumnNr(), field);
    }
}
