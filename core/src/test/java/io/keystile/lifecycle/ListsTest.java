package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.store.CredentialQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListsTest {
    private final Desk desk = new Desk();

    @Test
    void lists_goBeyondAPageInOrderOfIssue() {
        List<CredentialId> issued = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            issued.add(desk.id());
            desk.lifecycle.issue(NewCredential.client("cli_2").access(Access.full()));
            desk.clock.advance(Duration.ofMillis(1));
        }

        assertThat(desk.lifecycle.ofTenant("cli_1"))
                .extracting(Credential::id)
                .isEqualTo(issued)
                .isSorted();
        assertThat(desk.lifecycle.ownedBy("prn_7")).hasSize(1_001);
        assertThat(desk.lifecycle.issuedBy("operator:jo")).hasSize(2_002);
    }

    @Test
    void listOfExactlyAPage_ends() {
        for (int i = 0; i < 500; i++) {
            desk.issued();
        }

        assertThat(desk.lifecycle.ofTenant("cli_1")).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void page_beginsBehindItsPredecessor() {
        List<CredentialId> ids = new ArrayList<>(List.of(desk.id(), desk.id(), desk.id()));
        ids.sort(null);
        CredentialQuery query = new CredentialQuery.OfTenant("cli_1");

        assertThat(desk.lifecycle.find(query, 2, null))
                .extracting(Credential::id)
                .isEqualTo(ids.subList(0, 2));
        assertThat(desk.lifecycle.find(query, 2, ids.get(1)))
                .extracting(Credential::id)
                .isEqualTo(ids.subList(2, 3));
        assertThat(desk.lifecycle.find(query, 2, ids.get(2))).isEmpty();
    }

    @Test
    void deadOnes_areListedToo() {
        CredentialId id = desk.id();
        desk.lifecycle.revoke(id);

        assertThat(desk.lifecycle.ownedBy("prn_7")).extracting(Credential::id).containsExactly(id);
        assertThat(desk.lifecycle.ownedBy("prn")).isEmpty();
    }
}
