package io.keystile.cli;

import io.keystile.credential.Actor;
import io.keystile.credential.InvalidFieldException;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.jdbc.JdbcStoreBuilder;
import io.keystile.key.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store, and how to get at it. */
final class StoreOptions {
    private static final String URL_VARIABLE = "KEYSTILE_DATABASE";
    private static final String PASSWORD_VARIABLE = "KEYSTILE_DATABASE_PASSWORD";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&;]password=|//[^/@]*:[^/@]*@");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "JDBC URL, without the password. Else the variable " + URL_VARIABLE + ".")
    private @Nullable String database;

    @Option(names = "--user", paramLabel = "NAME", description = "Who logs in to the database.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its first line is the password. Else the variable " + PASSWORD_VARIABLE + ".")
    private @Nullable String passwordFile;

    @Option(names = "--ask-password", description = "Ask for the password at the terminal.")
    private boolean askPassword;

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "live|sandbox",
            description = "Which environment the database is stamped with.")
    private String environment = "";

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who stands in the history. Else cli: and the name of the system's user.")
    private @Nullable String actor;

    /** The store, opened. */
    JdbcCredentialStore open(Surroundings around) {
        return builder(around).build();
    }

    /** The same, with its schema installed where it is missing. */
    JdbcCredentialStore install(Surroundings around) {
        return builder(around).installSchema().build();
    }

    private JdbcStoreBuilder builder(Surroundings around) {
        Environment which = environment();
        String url = url(around);
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new UsageException(
                    "--database", "must be a URL whose driver is on the class path: jdbc:postgresql:… or jdbc:h2:…");
        }
        return JdbcCredentialStore.over(new DriverDataSource(url, user, password(around)), which);
    }

    Environment environment() {
        return switch (environment) {
            case "live" -> Environment.LIVE;
            case "sandbox" -> Environment.SANDBOX;
            default -> throw new UsageException("--environment", "must be live or sandbox");
        };
    }

    Actor actor() {
        String name = Objects.requireNonNullElseGet(actor, StoreOptions::systemUser);
        try {
            return Actor.named(name);
        } catch (InvalidFieldException e) {
            throw new UsageException("--actor", "must be at most 128 visible ASCII characters");
        }
    }

    private static String systemUser() {
        String name = System.getProperty("user.name", "");
        boolean visible = !name.isEmpty() && name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c <= '~');
        return visible ? "cli:" + name : "cli";
    }

    private String url(Surroundings around) {
        if (database == null) {
            String variable = around.environment().get(URL_VARIABLE);
            if (variable == null) {
                throw new UsageException("--database", "needed, or the variable " + URL_VARIABLE);
            }
            return variable;
        }
        if (PASSWORD.matcher(database).find()) {
            throw new UsageException(
                    "--database",
                    "must hold no password, which every process on the machine could read: use " + PASSWORD_VARIABLE
                            + ", --password-file or --ask-password");
        }
        return database;
    }

    private @Nullable String password(Surroundings around) {
        if (askPassword && passwordFile != null) {
            throw new UsageException("--ask-password", "can't be given beside --password-file");
        }
        if (askPassword) {
            return around.askPassword();
        }
        return passwordFile == null ? around.environment().get(PASSWORD_VARIABLE) : firstLine(passwordFile);
    }

    private static String firstLine(String file) {
        try {
            return Files.readString(Path.of(file)).lines().findFirst().orElse("");
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("--password-file", "can't be read");
        }
    }

    String environmentName() {
        return environment().name().toLowerCase(Locale.ROOT);
    }
}
