package io.keystile.cli;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.lifecycle.CredentialLifecycle;
import java.util.function.BiFunction;

/** The steps that need nothing but a credential. */
enum Step {
    END_PREVIOUS("end-previous", "End every key of a credential but its newest.", CredentialLifecycle::endPrevious),
    SUSPEND("suspend", "Refuse a credential's keys until resumed.", CredentialLifecycle::suspend),
    RESUME("resume", "Accept a suspended credential's keys again.", CredentialLifecycle::resume),
    REVOKE("revoke", "Refuse a credential's keys for ever.", CredentialLifecycle::revoke);

    private final String command;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final BiFunction<CredentialLifecycle, CredentialId, Credential> work;

    Step(String command, String description, BiFunction<CredentialLifecycle, CredentialId, Credential> work) {
        this.command = command;
        this.description = description;
        this.work = work;
    }

    String command() {
        return command;
    }

    String description() {
        return description;
    }

    Credential take(CredentialLifecycle lifecycle, CredentialId id) {
        return work.apply(lifecycle, id);
    }
}
