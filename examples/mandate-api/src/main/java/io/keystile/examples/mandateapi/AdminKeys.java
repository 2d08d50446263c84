package io.keystile.examples.mandateapi;

import io.keystile.authn.OperatorKey;
import io.keystile.examples.common.FlagException;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operators' keys: a file of a line each, {@code KEY} or {@code NAME KEY}, hashed and dropped as it is read. */
final class AdminKeys {
    /** The operator of a line without a name. */
    static final String UNNAMED = "admin";

    private AdminKeys() {}

    static List<OperatorKey> read(String flag, String file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new FlagException(
                    flag, "can't be read as UTF-8 text: " + e.getClass().getSimpleName());
        }
        List<OperatorKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                keys.add(operator(flag, i + 1, line));
            }
        }
        if (keys.isEmpty()) {
            throw new FlagException(flag, "holds no key");
        }
        return keys;
    }

    private static OperatorKey operator(String flag, int line, String text) {
        int gap = text.indexOf(' ');
        String name = gap < 0 ? UNNAMED : text.substring(0, gap);
        String key = text.substring(gap + 1).strip();
        if (!key.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new FlagException(flag, "line " + line + ": must be KEY or NAME KEY, in visible ASCII");
        }
        try {
            return OperatorKey.ofRaw(name, key);
        } catch (IllegalArgumentException e) {
            throw new FlagException(flag, "line " + line + ": " + e.getMessage());
        }
    }

    /** A new key, with 190 bits of entropy. */
    static String fresh() {
        return new KeyGenerator()
                .next(KeyFormat.withPrefix("mdtadmin"), Environment.LIVE)
                .reveal();
    }
}
