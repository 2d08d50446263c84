package io.keystile.jdbc;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A map of texts as one text: a line for each entry, name and value apart by a tab; both, and the backslash, escaped. */
final class TextMap {
    private TextMap() {}

    static String write(Map<String, String> map) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(map).forEach((name, value) -> {
            escape(text, name);
            text.append('\t');
            escape(text, value);
            text.append('\n');
        });
        return text.toString();
    }

    static Map<String, String> read(String text) {
        Map<String, String> map = new TreeMap<>();
        StringBuilder part = new StringBuilder();
        String name = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                part.append(unescaped(text.charAt(i)));
            } else if (c == '\t') {
                name = part.toString();
                part.setLength(0);
            } else if (c == '\n') {
                map.put(name, part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static void escape(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\0' -> to.append("\\0"); // PostgreSQL keeps no NUL
                default -> to.append(c);
            }
        }
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case '0' -> '\0';
            default -> c;
        };
    }
}
