package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.common.Fields;
import io.keystile.examples.common.FlagException;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The users as a file has them: {@code [{"username","password","organisation"}]}. */
final class UsersFile {
    private UsersFile() {}

    static Users read(String flag, String file) {
        byte[] text;
        try {
            text = Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new FlagException(flag, "can't be read: " + file);
        }
        try {
            return users(Json.parse(text));
        } catch (ProblemException e) {
            throw new FlagException(flag, file + ": " + e.problem().detail());
        } catch (IllegalArgumentException e) {
            throw new FlagException(flag, file + ": " + e.getMessage());
        }
    }

    private static Users users(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("must hold an array of at least one user");
        }
        Users users = Users.none();
        for (JsonNode entry : list) {
            Fields fields = Fields.of(entry, "username", "password", "organisation");
            String password = fields.text("password");
            if (password.isEmpty()) {
                throw new IllegalArgumentException("password must not be empty");
            }
            users.with(new User(fields.text("username"), fields.text("organisation")), password);
        }
        return users;
    }
}
