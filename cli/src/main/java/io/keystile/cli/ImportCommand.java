package io.keystile.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.credential.Credential;
import io.keystile.credential.InvalidFieldException;
import io.keystile.lifecycle.ConflictException;
import io.keystile.lifecycle.CredentialLifecycle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code import}: credentials for keys that exist already, by their hashes. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Make credentials for keys that are in use already, by their SHA-256: all of them, or none.",
            "A line each: the hash in hexadecimal or Base64, whose credential is as the options say; or a JSON",
            "object with sha256, and any of owner, tenant, plane, scopes, full_access, ip_allowlist, expires_at,",
            "label, attributes, key_ending (the key's last four characters at most), which then stand for the options'."
        })
final class ImportCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final GrantOptions grant = new GrantOptions();

    @Parameters(paramLabel = "FILE", description = "The lines; -: standard input.")
    private String file = "";

    @Mixin
    private final Output output;

    ImportCommand(Surroundings around) {
        this.around = around;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        Grant otherwise = grant.grant(around.clock());
        List<ImportLine> lines = read(otherwise);
        try (Work work = Work.on(store, keys.format(), around)) {
            List<Credential> made =
                    work.store().inTransaction(work.lifecycle(), (connection, lifecycle) -> imported(lines, lifecycle));
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("imported", made.size());
            document.set("credentials", work.lines(made).array());
            output.done(document, made.size() + " imported");
        }
        return ExitStatus.DONE;
    }

    private static List<Credential> imported(List<ImportLine> lines, CredentialLifecycle lifecycle) {
        List<Credential> made = new ArrayList<>();
        for (ImportLine line : lines) {
            try {
                made.add(lifecycle.importKey(line.credential(), line.key()));
            } catch (InvalidFieldException | ConflictException e) {
                throw refused(line.number(), e);
            }
        }
        return made;
    }

    private List<ImportLine> read(Grant otherwise) {
        List<ImportLine> lines = new ArrayList<>();
        try (InputStream in = file.equals("-") ? around.in() : Files.newInputStream(Path.of(file));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    lines.add(read(number, line.strip(), otherwise));
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("FILE", "can't be read");
        }
        return lines;
    }

    private static ImportLine read(int number, String line, Grant otherwise) {
        try {
            return ImportLine.read(number, line, otherwise);
        } catch (UsageException | InvalidFieldException e) {
            throw refused(number, e);
        }
    }

    private static RefusedException refused(int line, RuntimeException cause) {
        return new RefusedException("line " + line + ": " + cause.getMessage() + "; nothing was imported");
    }
}
