package io.keystile.lifecycle;

import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.CredentialStatus;
import io.keystile.credential.Details;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The life of one environment's credentials. Safe for many threads and many processes over one store: each step is one
 * compare-and-set of the whole record, taken again from the stored state when another was first, so that of two operators'
 * steps both hold. Each step's event is written with it.
 *
 * <p>Every method throws {@link NotFoundException} for an id that is not there, {@link ConflictException} for a step that
 * does not fit, {@link InvalidFieldException} for a bad value, {@link io.keystile.store.StoreUnavailableException} where the
 * store can't be asked; nothing is changed then, but for a store that fails while it commits: ask again.
 */
public final class CredentialLifecycle {
    /** Others can only be first so often: past this, something is wrong with the store. */
    private static final int MAX_ATTEMPTS = 200;

    /** Whoever lost more often than this waits a moment before the next attempt, and so lets another one through. */
    private static final int PROMPT_ATTEMPTS = 3;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int PAGE = 500;

    private final LifecycleSetup setup;
    private final CredentialStore store;
    private final Actor actor;

    /**
     * Over a store.
     *
     * @param actor who stands in the events
     */
    public CredentialLifecycle(LifecycleSetup setup, CredentialStore store, Actor actor) {
        this.setup = setup;
        this.store = store;
        this.actor = actor;
    }

    /** The same, with another actor in its events. */
    public CredentialLifecycle actingAs(Actor newActor) {
        return new CredentialLifecycle(setup, store, newActor);
    }

    /**
     * The same over another view of the same store, such as one that writes within a transaction of the application's.
     *
     * @param view of the store that this lifecycle is over: another store's keys would be unknown there
     */
    public CredentialLifecycle over(CredentialStore view) {
        return new CredentialLifecycle(setup, view, actor);
    }

    /** The environment of these credentials. */
    public Environment environment() {
        return setup.environment();
    }

    /** Makes a credential with its first key. */
    public IssuedKey issue(NewCredential asked) {
        ApiKey key = setup.nextKey();
        Credential first = first(asked, StoredKey.current(key, 1));
        if (!store.insert(first, LifecycleEvent.of(Kind.ISSUED, actor, first.createdAt(), null, first))) {
            // 128 and 190 random bits don't collide: the store, or the source of randomness, is broken.
            throw new IllegalStateException("the store says that a fresh id or key is taken");
        }
        return new IssuedKey(key, first);
    }

    /**
     * Makes a credential for a key that exists already, in the hands of its owner, as another system issued it.
     *
     * @throws ConflictException if its hash, or its look-up id, is another key's already
     */
    public Credential importKey(NewCredential asked, KeyImport key) {
        Credential first = first(asked, key.stored(setup));
        if (!store.insert(first, LifecycleEvent.of(Kind.IMPORTED, actor, first.createdAt(), null, first))) {
            throw new ConflictException("another credential has a key with this hash or look-up id");
        }
        return first;
    }

    /**
     * Lets the SHA-256 of an imported key stand for its slow hash, once the key was proved by that. For the decision, which
     * can do without: where another is first, or the hash is another key's, nothing is changed, and the next use asks again.
     *
     * @param proved as it was found
     */
    public void rehash(CredentialId id, StoredKey proved, KeyHash whole) {
        Credential stored = get(id);
        Credential next = Steps.rehash(stored, proved, whole);
        if (next != null) {
            store.replace(next, stored, LifecycleEvent.of(Kind.REHASHED, actor, now(), stored, next));
        }
    }

    private Credential first(NewCredential asked, StoredKey key) {
        Instant now = now();
        CredentialSettings settings = asked.settings();
        Instant end = settings.expiresAt();
        if (end != null && !end.isAfter(now)) {
            throw new InvalidFieldException("expires_at", "must be in the future");
        }
        String maker = Objects.requireNonNullElse(asked.issuedBy(), actor.name());
        return new Credential(
                setup.nextId(now),
                asked.plane(),
                asked.owner(),
                asked.tenant(),
                setup.environment(),
                maker,
                now,
                settings,
                CredentialKeys.first(key),
                CredentialState.ACTIVE,
                0,
                1);
    }

    /**
     * Makes a credential on behalf of another one, always of its tenant: on the maker's own plane for its owner, with at most
     * its scopes, expiry and allowlist, and its limits (what is not asked for is the maker's). A principal's makes none of the
     * client plane.
     *
     * @throws ConflictException if the maker or its tenant is not active; one that ends meanwhile leaves nothing alive
     */
    public IssuedKey issueDerived(CredentialId maker, NewCredential asked) {
        IssuedKey issued = issue(Derivation.bound(asked, activeMaker(maker)));
        try {
            activeMaker(maker);
        } catch (ConflictException e) {
            // Its end came between: whoever ended it by then may have looked for what it had made already.
            revoke(issued.credential().id());
            throw e;
        }
        return issued;
    }

    private Credential activeMaker(CredentialId id) {
        Credential maker = get(id);
        Tenant tenant = store.findTenant(maker.tenant());
        if (maker.statusAt(now()) != CredentialStatus.ACTIVE || tenant == null || tenant.suspended()) {
            throw new ConflictException("a credential that is not active makes no other");
        }
        return maker;
    }

    /** Gives it a new key; the one before authenticates for {@code grace} more. */
    public IssuedKey rotate(CredentialId id, Duration grace) {
        return rotate(id, Rotation.withGrace(grace));
    }

    /** Gives it a new key. A revoked or expired credential can't be rotated, a suspended one can. */
    public IssuedKey rotate(CredentialId id, Rotation rotation) {
        ApiKey key = setup.nextKey();
        return new IssuedKey(
                key, step(id, Kind.ROTATED, now -> c -> Steps.rotate(c, key, rotation, setup.limits(), now)));
    }

    /** Ends every key but the current one, now. */
    public Credential endPrevious(CredentialId id) {
        return step(id, Kind.PREVIOUS_KEYS_ENDED, now -> Steps::endPrevious);
    }

    /** Ends every access token that was made for it so far, now; its keys live on, and make new ones. */
    public Credential endTokens(CredentialId id) {
        return step(id, Kind.TOKENS_ENDED, now -> Steps::endTokens);
    }

    /** Refuses its keys until resumed. */
    public Credential suspend(CredentialId id) {
        return step(id, Kind.SUSPENDED, now -> Steps::suspend);
    }

    /** Accepts its keys again. */
    public Credential resume(CredentialId id) {
        return step(id, Kind.RESUMED, now -> Steps::resume);
    }

    /** Refuses its keys for ever; again: unchanged. */
    public Credential revoke(CredentialId id) {
        return step(id, Kind.REVOKED, now -> Steps::revoke);
    }

    /**
     * Changes access, allowlist, expiry or details; the keys stay.
     *
     * @param change applied to the settings as stored, more than once if another operator is first: no side effects
     */
    public Credential change(CredentialId id, UnaryOperator<CredentialSettings> change) {
        return step(id, Kind.CHANGED, now -> c -> Steps.change(c, change, now));
    }

    /** Refuses all the tenant's keys and tokens until resumed. */
    public Tenant suspendTenant(String id) {
        return tenantStep(id, Kind.TENANT_SUSPENDED, t -> t.suspended() ? null : t.withSuspended(true));
    }

    /** Accepts the tenant's keys and tokens again. */
    public Tenant resumeTenant(String id) {
        return tenantStep(id, Kind.TENANT_RESUMED, t -> t.suspended() ? t.withSuspended(false) : null);
    }

    /**
     * Changes the tenant's label, attributes or limits.
     *
     * @param change applied to the details as stored, more than once if another operator is first: no side effects
     */
    public Tenant changeTenant(String id, UnaryOperator<Details> change) {
        return tenantStep(id, Kind.TENANT_CHANGED, t -> {
            Details next = change.apply(t.details());
            return next.equals(t.details()) ? null : t.withDetails(next);
        });
    }

    /** The credential of that id. */
    public Credential get(CredentialId id) {
        Credential found = store.findById(id);
        if (found == null) {
            throw new NotFoundException("there is no credential " + id);
        }
        return found;
    }

    /** All credentials that resolve to {@code owner}, whatever their state, in the order of their ids: that of issue, to the millisecond. */
    public List<Credential> ownedBy(String owner) {
        return all(new CredentialQuery.OwnedBy(owner));
    }

    /** All credentials of {@code tenant}, likewise. */
    public List<Credential> ofTenant(String tenant) {
        return all(new CredentialQuery.OfTenant(tenant));
    }

    /** All credentials that {@code maker} made, likewise. */
    public List<Credential> issuedBy(String maker) {
        return all(new CredentialQuery.IssuedBy(maker));
    }

    /** One page of a list. */
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return store.find(query, limit, after);
    }

    /** The newest events of a credential, oldest first. */
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return store.events(id, limit);
    }

    /** The newest events of a tenant's own record, oldest first. */
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return store.tenantEvents(tenant, limit);
    }

    /** When each of these was last used, to the minute and some minutes late; none for those that never were. */
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return store.lastUsed(ids);
    }

    private List<Credential> all(CredentialQuery query) {
        List<Credential> all = new ArrayList<>();
        List<Credential> page;
        CredentialId last = null;
        do {
            page = store.find(query, PAGE, last);
            all.addAll(page);
            last = page.isEmpty() ? last : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
        return List.copyOf(all);
    }

    private Credential step(
            CredentialId id, Kind kind, Function<Instant, Function<Credential, @Nullable Credential>> at) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            Instant now = now();
            Credential stored = get(id);
            Credential next = at.apply(now).apply(stored);
            if (next == null) {
                return stored;
            }
            if (store.replace(next, stored, LifecycleEvent.of(kind, actor, now, stored, next))) {
                return next;
            }
        }
        throw new ConflictException("others changed the credential first, " + MAX_ATTEMPTS + " times in a row");
    }

    private Tenant tenantStep(String id, Kind kind, Function<Tenant, @Nullable Tenant> step) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            Tenant stored = store.findTenant(id);
            if (stored == null) {
                throw new NotFoundException("no credential was ever issued for that tenant");
            }
            Tenant next = step.apply(stored);
            if (next == null) {
                return stored;
            }
            LifecycleEvent event = LifecycleEvent.of(kind, actor, now(), setup.environment(), stored, next);
            if (store.replace(next, stored, event)) {
                return next;
            }
        }
        throw new ConflictException("others changed the tenant first, " + MAX_ATTEMPTS + " times in a row");
    }

    private static void pauseBefore(int attempt) {
        if (attempt > PROMPT_ATTEMPTS) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
        }
    }

    private Instant now() {
        return setup.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
