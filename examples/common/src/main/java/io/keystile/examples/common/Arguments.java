package io.keystile.examples.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command line of {@code --flag value} and {@code --flag=value}, each flag at most once. */
public final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Arguments() {}

    public static Arguments of(Set<String> known, List<String> words) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (!known.contains(flag)) {
                throw new FlagException(flag, "no flag of this server; there are " + String.join(", ", known));
            }
            if (equals < 0 && i + 1 == words.size()) {
                throw new FlagException(flag, "needs a value");
            }
            String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
            if (arguments.values.putIfAbsent(flag, value) != null) {
                throw new FlagException(flag, "given twice");
            }
        }
        return arguments;
    }

    @Nullable
    public String value(String flag) {
        return values.get(flag);
    }

    public String value(String flag, String otherwise) {
        return values.getOrDefault(flag, otherwise);
    }

    /** The parts between commas; empty if the flag is not given. */
    public List<String> list(String flag) {
        String value = values.get(flag);
        List<String> parts = new ArrayList<>();
        for (int start = 0; value != null && start <= value.length(); ) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            parts.add(value.substring(start, end));
            start = end + 1;
        }
        return parts;
    }
}
