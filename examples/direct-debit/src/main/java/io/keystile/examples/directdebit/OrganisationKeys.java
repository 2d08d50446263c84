package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.credential.Actor;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.ProblemException;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.NotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One organisation's keys, live and sandbox, in the hands of one of its users. Another organisation's are not there. */
final class OrganisationKeys {
    private final Keystile keystile;
    private final String organisation;
    private final Actor actor;

    OrganisationKeys(Keystile keystile, String organisation, Actor actor) {
        this.keystile = keystile;
        this.organisation = organisation;
        this.actor = actor;
    }

    CredentialLifecycle in(Environment environment) {
        return keystile.credentials(environment).actingAs(actor);
    }

    /** In the order they were issued. */
    List<CredentialView> all(Instant now) {
        List<CredentialView> all = new ArrayList<>();
        for (Environment environment : Environment.values()) {
            CredentialLifecycle lifecycle = in(environment);
            all.addAll(CredentialView.all(lifecycle, lifecycle.ofTenant(organisation), now));
        }
        all.sort(Comparator.comparing(CredentialView::id));
        return all;
    }

    /** The lifecycle that holds the credential; 404 if none does, or it is another organisation's. */
    CredentialLifecycle holding(CredentialId id) {
        for (Environment environment : Environment.values()) {
            try {
                CredentialLifecycle lifecycle = in(environment);
                if (lifecycle.get(id).tenant().equals(organisation)) {
                    return lifecycle;
                }
            } catch (NotFoundException e) {
                // Then it may be in the other environment.
            }
        }
        throw ProblemException.notFound();
    }
}
