package io.keystile;

import java.util.List;

/** What is missing or wrong in a configuration: all of it at once, each by its setting's name. */
public final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** Of these problems; for adapters, and their own settings. */
    public ConfigurationException(List<String> problems) {
        super("Keystile is not configured:" + System.lineSeparator() + "  - "
                + String.join(System.lineSeparator() + "  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** A line each. */
    public List<String> problems() {
        return problems;
    }
}
