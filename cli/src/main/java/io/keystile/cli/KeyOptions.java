package io.keystile.cli;

import io.keystile.key.KeyFormat;
import picocli.CommandLine.Option;

/** How new keys are written. */
final class KeyOptions {
    @Option(
            names = "--prefix",
            required = true,
            paramLabel = "PREFIX",
            description = "The service's own key prefix, such as acme for acme_live_….")
    private String prefix = "";

    KeyFormat format() {
        try {
            return KeyFormat.withPrefix(prefix);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--prefix", "must be lower-case letters and digits, a letter first");
        }
    }
}
