package io.keystile.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object's members, each asked for by its name and type. What has another type is complained about and counts as
 * absent; {@link #rest()} complains about names that nobody asked for. For one thread.
 */
public final class Fields {
    /** A string of an array. */
    public record Entry(Spot at, String value) {}

    private static final String A_NUMBER = "a whole number of at most 9 digits";

    private final Json.Members object;
    private final Complaints complaints;
    private final Set<String> asked = new HashSet<>();
    private boolean sound = true;

    private Fields(Json.Members object, Complaints complaints) {
        this.object = object;
        this.complaints = complaints;
    }

    /** The members of a value; null, and a complaint, if it is no object. */
    public static @Nullable Fields of(Json value, Complaints complaints) {
        if (value instanceof Json.Members object) {
            return new Fields(object, complaints);
        }
        complaints.add(value.at(), "must be an object, not " + value.kind());
        return null;
    }

    /** Where the object starts. */
    public Spot at() {
        return object.at();
    }

    /** Where a member's value starts; the object's start if there is no such member. */
    public Spot at(String name) {
        Json.Member member = object.byName().get(name);
        return member == null ? object.at() : member.value().at();
    }

    public boolean has(String name) {
        return object.byName().containsKey(name);
    }

    /** Whether all that was asked for had its type, and nothing else was complained about. */
    public boolean isSound() {
        return sound;
    }

    /** Complains about a place in this object. */
    public void complain(Spot at, String message) {
        sound = false;
        complaints.add(at, message);
    }

    /** The names of all members, each counted as asked for. */
    public Set<String> names() {
        asked.addAll(object.byName().keySet());
        return object.byName().keySet();
    }

    /** Where a member's name stands. */
    public Spot nameAt(String name) {
        Json.Member member = object.byName().get(name);
        return member == null ? object.at() : member.nameAt();
    }

    public @Nullable String text(String name) {
        Json.Text text = member(name, Json.Text.class, "a string");
        return text == null ? null : text.value();
    }

    /** False if absent. */
    public boolean flag(String name) {
        Json.Flag flag = member(name, Json.Flag.class, "true or false");
        return flag != null && flag.value();
    }

    /** A whole number of at most nine digits. */
    public @Nullable Integer integer(String name) {
        Json.Numeral numeral = member(name, Json.Numeral.class, A_NUMBER);
        if (numeral == null) {
            return null;
        }
        if (!isShortInteger(numeral.literal())) {
            mismatch(numeral, A_NUMBER);
            return null;
        }
        return Integer.valueOf(numeral.literal());
    }

    private static boolean isShortInteger(String literal) {
        int from = literal.startsWith("-") ? 1 : 0;
        for (int i = from; i < literal.length(); i++) {
            if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
                return false;
            }
        }
        return literal.length() - from <= 9;
    }

    /** The strings of an array, without those items that are none; null if absent. */
    public @Nullable List<Entry> texts(String name) {
        List<Json> items = items(name);
        if (items == null) {
            return null;
        }
        List<Entry> texts = new ArrayList<>(items.size());
        for (Json item : items) {
            if (item instanceof Json.Text text) {
                texts.add(new Entry(text.at(), text.value()));
            } else {
                mismatch(item, "a string");
            }
        }
        return texts;
    }

    /** The items of an array; null if absent. */
    public @Nullable List<Json> items(String name) {
        Json.Items items = member(name, Json.Items.class, "an array");
        return items == null ? null : items.all();
    }

    /** The members of an object; null if absent. */
    public @Nullable Fields object(String name) {
        Json.Members members = member(name, Json.Members.class, "an object");
        return members == null ? null : new Fields(members, complaints);
    }

    /** Complains about every member that nobody asked for; says what there can be. */
    public void rest() {
        for (Map.Entry<String, Json.Member> member : object.byName().entrySet()) {
            if (!asked.contains(member.getKey())) {
                complain(
                        member.getValue().nameAt(),
                        "is unknown here; known are "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }

    private <J extends Json> @Nullable J member(String name, Class<J> type, String expected) {
        asked.add(name);
        Json.Member member = object.byName().get(name);
        if (member == null) {
            return null;
        }
        if (!type.isInstance(member.value())) {
            mismatch(member.value(), expected);
            return null;
        }
        return type.cast(member.value());
    }

    private void mismatch(Json value, String expected) {
        complain(value.at(), "must be " + expected + ", not " + value.kind());
    }
}
