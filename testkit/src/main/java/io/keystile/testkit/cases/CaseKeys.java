package io.keystile.testkit.cases;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyGenerator;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.AddressRanges;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The keys behind the placeholders of one row: all made afresh, so that rows do not touch each other. */
final class CaseKeys {
    static final String ALICE = "prn_alice";
    static final String BOB = "prn_bob";
    static final String TESTER = "prn_tester";

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> AUTHORIZE = List.of("authorize");

    private final CaseFixture fixture;
    private final boolean rotatesTwice;
    private final Precondition precondition;
    private final Map<String, String> made = new HashMap<>();
    private final KeyGenerator generator = new KeyGenerator();

    /** @param precondition a row's precondition; what it says of other things than keys is read elsewhere */
    CaseKeys(CaseFixture fixture, String precondition) {
        this.fixture = fixture;
        String words = precondition.toLowerCase(Locale.ROOT);
        this.precondition = Precondition.of(precondition);
        this.rotatesTwice = words.contains("rotate") && (words.contains("twice") || words.contains("two times"));
    }

    /** Who a table's letter stands for. */
    static String owner(String letter) {
        return switch (letter) {
            case "A", "L" -> ALICE;
            case "B" -> BOB;
            case "T" -> TESTER;
            case "ADMIN" -> CaseFixture.OPERATOR;
            default -> throw new IllegalArgumentException("unknown principal " + letter);
        };
    }

    /** @throws IllegalArgumentException for a name that no table's README has */
    String value(String name) {
        String value = made.get(name);
        if (value == null) {
            make(name);
            value = Objects.requireNonNull(made.get(name));
        }
        return value;
    }

    private void make(String name) {
        switch (name) {
            case "ID" -> made.put(name, ALICE);
            case "ID2" -> made.put(name, BOB);
            case "ADMIN" -> made.put(name, CaseFixture.ADMIN_KEY);
            case "KEY" -> put(name, alices(AUTHORIZE, name));
            case "SECRET" -> put(name, alices(List.of("authorize", "mandates"), name));
            case "KEY2", "SECRET2" -> put(name, issue(Environment.LIVE, BOB));
            case "TESTKEY" -> put(name, issue(Environment.SANDBOX, TESTER));
            case "LEGACY" -> makeLegacy();
            case "OLD_IN_GRACE", "NEW", "OLD_SECRET_IN_GRACE" ->
                makeRotated(name.startsWith("OLD") ? name : "OLD_IN_GRACE");
            case "UNKNOWN_LIVE", "UNKNOWN" -> put(name, generator.next(CaseFixture.FORMAT, Environment.LIVE));
            case "UNKNOWN_TEST", "UNKNOWN_TESTKEY" ->
                put(name, generator.next(CaseFixture.FORMAT, Environment.SANDBOX));
            case "UNKNOWN_LEGACY" -> made.put(name, legacyText());
            default -> makeDead(name);
        }
    }

    private IssuedKey alices(List<String> scopes, String name) {
        IssuedKey key = fixture.issue(Environment.LIVE, ALICE, scopes, precondition.allowlist(name));
        precondition.befall(name, key, fixture);
        return key;
    }

    private void makeDead(String name) {
        Environment environment = name.contains("TEST") ? Environment.SANDBOX : Environment.LIVE;
        CredentialLifecycle lifecycle = fixture.keystile().credentials(environment);
        IssuedKey issued = switch (name.replace("_SECRET", "")
                .replace("_TESTKEY", "")
                .replace("_TEST", "")
                .replace("_KEY", "")) {
            case "REVOKED" -> {
                IssuedKey key = issue(environment, ALICE);
                lifecycle.revoke(key.credential().id());
                yield key;
            }
            case "SUSPENDED" -> {
                IssuedKey key = issue(environment, ALICE);
                lifecycle.suspend(key.credential().id());
                yield key;
            }
            case "TENANT_SUSPENDED", "SUSPENDED_TENANT" -> {
                IssuedKey key = issue(environment, "prn_of_suspended_tenant");
                lifecycle.suspendTenant(key.credential().tenant());
                yield key;
            }
            case "EXPIRED" -> expired(lifecycle);
            case "OLD_AFTER_GRACE" -> outlived(lifecycle, issue(environment, ALICE));
            case "CLIENT" -> client(lifecycle);
            default -> throw new IllegalArgumentException("unknown placeholder <" + name + ">");
        };
        put(name, issued);
    }

    private IssuedKey issue(Environment environment, String owner) {
        return fixture.issue(environment, owner, AUTHORIZE, AddressRanges.none());
    }

    private IssuedKey expired(CredentialLifecycle lifecycle) {
        IssuedKey key = lifecycle.issue(NewCredential.principal(ALICE, "tenant_" + ALICE)
                .access(Access.only(AUTHORIZE))
                .expiresAt(fixture.time().instant().plus(DAY)));
        fixture.time().advance(DAY);
        return key;
    }

    private IssuedKey outlived(CredentialLifecycle lifecycle, IssuedKey first) {
        fixture.plant(lifecycle.rotate(first.credential().id(), DAY).key());
        fixture.time().advance(DAY);
        return first;
    }

    private static IssuedKey client(CredentialLifecycle lifecycle) {
        return lifecycle.issue(NewCredential.client("tenant_" + ALICE).access(Access.full()));
    }

    private void makeRotated(String oldName) {
        CredentialLifecycle lifecycle = fixture.keystile().credentials(Environment.LIVE);
        IssuedKey first = issue(Environment.LIVE, ALICE);
        IssuedKey next = lifecycle.rotate(first.credential().id(), DAY);
        if (rotatesTwice) {
            fixture.plant(next.key());
            next = lifecycle.rotate(first.credential().id(), DAY);
        }
        put(oldName, first);
        put("NEW", next);
    }

    /** Legacy keys are never issued: one that an older system made is written as it would be imported. */
    private void makeLegacy() {
        String text = legacyText();
        ApiKey key = Objects.requireNonNull(CaseFixture.FORMAT.parse(text));
        Credential credential = new Credential(
                CredentialId.next(fixture.time().instant(), new SecureRandom()),
                Plane.PRINCIPAL,
                ALICE,
                "tenant_" + ALICE,
                Environment.LIVE,
                null,
                fixture.time().instant(),
                CredentialSettings.of(Access.only(AUTHORIZE)),
                CredentialKeys.first(StoredKey.current(key, 1)),
                CredentialState.ACTIVE,
                0,
                1);
        LifecycleEvent issued = LifecycleEvent.of(
                LifecycleEvent.Kind.ISSUED, Actor.application(), fixture.time().instant(), null, credential);
        if (!fixture.live().insert(credential, issued)) {
            throw new IllegalStateException("a random legacy key is taken");
        }
        put("LEGACY", key);
    }

    private String legacyText() {
        String random = generator.next(CaseFixture.FORMAT, Environment.LIVE).reveal();
        String text = "mdt_" + random.substring(random.lastIndexOf('_') + 1);
        fixture.plant("a legacy key", text);
        return text;
    }

    private void put(String name, IssuedKey issued) {
        put(name, issued.key());
    }

    private void put(String name, ApiKey key) {
        made.put(name, fixture.plant(key).reveal());
    }
}
