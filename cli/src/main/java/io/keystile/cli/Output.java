package io.keystile.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.lifecycle.IssuedKey;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** How an outcome is told: what was asked for to standard output, and what is said about it to standard error. */
final class Output {
    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private final PrintStream out;
    private final PrintStream err;

    Output(Surroundings around) {
        this.out = around.out();
        this.err = around.err();
    }

    /** A new key: alone, so that a script can take it; within the document, if that was asked for. */
    void key(CredentialLines credential, IssuedKey issued) {
        if (json) {
            document(
                    object("credential", credential).put("api_key", issued.key().reveal()));
        } else {
            print(issued.key().reveal());
        }
        if (out.checkError()) {
            throw new RefusedException("the key of " + issued.credential().id()
                    + " was made, but could not be written to standard output: rotate or revoke it");
        }
        say(issued.credential().id() + ": the key is shown this once");
    }

    void credential(CredentialLines credential, String done) {
        if (json) {
            document(object("credential", credential));
        }
        say(credential.first().path("id").textValue() + ": " + done);
    }

    void fields(CredentialLines credential, ObjectNode more, List<String> moreLines) {
        if (json) {
            document(object("credential", credential).setAll(more));
        } else {
            credential.fields().forEach(this::print);
            moreLines.forEach(this::print);
        }
    }

    void list(CredentialLines credentials) {
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.set("credentials", credentials.array());
            document(document);
        } else {
            credentials.lines().forEach(this::print);
        }
    }

    /** What is no credential: a document, or a sentence. */
    void done(ObjectNode document, String sentence) {
        if (json) {
            document(document);
        }
        say(sentence);
    }

    private static ObjectNode object(String name, CredentialLines credential) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(name, credential.first());
        return document;
    }

    private void document(ObjectNode document) {
        print(document.toString());
    }

    /** In UTF-8, and with the same line end everywhere. */
    private void print(String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private void say(String sentence) {
        err.println(sentence);
    }
}
