package io.keystile.json;

import java.util.List;
import java.util.Map;

/** A JSON value and where it stands. */
public sealed interface Json {
    /** Where the value starts. */
    Spot at();

    /** What it is, for a message: {@code a string}. */
    String kind();

    /** A member of an object: where its name stands, and its value. */
    record Member(Spot nameAt, Json value) {}

    /** An object; its members in the order of the text, the first one of those that share a name. */
    record Members(Spot at, Map<String, Member> byName) implements Json {
        @Override
        public String kind() {
            return "an object";
        }
    }

    /** An array. */
    record Items(Spot at, List<Json> all) implements Json {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /** A string. */
    record Text(Spot at, String value) implements Json {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number, as written. */
    record Numeral(Spot at, String literal) implements Json {
        @Override
        public String kind() {
            return "the number " + Shown.name(literal);
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(Spot at, boolean value) implements Json {
        @Override
        public String kind() {
            return value ? "true" : "false";
        }
    }

    /** {@code null}. */
    record Null(Spot at) implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }
}
