-- Keystile's schema, version 1, for PostgreSQL 12 and later.
-- Instants are milliseconds since 1970-01-01T00:00:00Z. Ids compare byte by byte.

CREATE TABLE keystile_tenant (
    id VARCHAR(128) COLLATE "C" NOT NULL PRIMARY KEY,
    suspended BOOLEAN NOT NULL,
    label VARCHAR(128),
    attributes TEXT NOT NULL,
    limits TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- scopes: '*' is full access; allowlist: '' is any address; expires_at: null is never.
CREATE TABLE keystile_credential (
    id VARCHAR(26) COLLATE "C" NOT NULL PRIMARY KEY,
    plane VARCHAR(16) NOT NULL,
    owner VARCHAR(128) COLLATE "C" NOT NULL,
    tenant VARCHAR(128) COLLATE "C" NOT NULL REFERENCES keystile_tenant (id),
    environment VARCHAR(16) NOT NULL,
    issued_by VARCHAR(128) COLLATE "C",
    created_at BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    scopes TEXT NOT NULL,
    allowlist TEXT NOT NULL,
    expires_at BIGINT,
    label VARCHAR(128),
    attributes TEXT NOT NULL,
    limits TEXT NOT NULL,
    token_epoch INTEGER NOT NULL,
    version BIGINT NOT NULL
) WITH (fillfactor = 85);
CREATE INDEX keystile_credential_owner ON keystile_credential (owner, id);
CREATE INDEX keystile_credential_tenant ON keystile_credential (tenant, id);
CREATE INDEX keystile_credential_issued_by ON keystile_credential (issued_by, id);

-- Current keys (valid_until is null) and previous ones alike, so that no hash stands twice.
CREATE TABLE keystile_credential_key (
    hash BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(hash) = 32),
    credential_id VARCHAR(26) COLLATE "C" NOT NULL REFERENCES keystile_credential (id),
    generation INTEGER NOT NULL,
    hint VARCHAR(64) NOT NULL,
    valid_until BIGINT,
    slow_hash TEXT,
    CONSTRAINT keystile_credential_key_generation UNIQUE (credential_id, generation)
);

-- Append-only: never updated, never deleted. In the order of the commits for each credential and for each tenant.
CREATE TABLE keystile_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurred_at BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    actor VARCHAR(128) NOT NULL,
    address VARCHAR(45),
    tenant VARCHAR(128) COLLATE "C" NOT NULL,
    credential_id VARCHAR(26) COLLATE "C",
    facts_before TEXT NOT NULL,
    facts_after TEXT NOT NULL
);
CREATE INDEX keystile_event_credential ON keystile_event (credential_id, seq);
CREATE INDEX keystile_event_tenant ON keystile_event (tenant, credential_id, seq);

-- A table of its own, so that a mark is no new version of the credential's row.
CREATE TABLE keystile_last_used (
    credential_id VARCHAR(26) COLLATE "C" NOT NULL PRIMARY KEY,
    used_at BIGINT NOT NULL
) WITH (fillfactor = 70);

-- Requests that issued a key, by caller, method, path and Idempotency-Key. status and answer: null while the request is at work.
CREATE TABLE keystile_idempotency (
    request_hash BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(request_hash) = 32),
    body_hash BYTEA NOT NULL CHECK (octet_length(body_hash) = 32),
    status INTEGER,
    answer TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX keystile_idempotency_created_at ON keystile_idempotency (created_at);

-- The feed. Positions are given out under the lock of keystile_store's one row: in the order of the commits, without gaps.
-- hashes: 32 bytes for each key that the change touches.
CREATE TABLE keystile_change (
    position BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(16) NOT NULL,
    subject VARCHAR(128) COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    committed_at BIGINT NOT NULL
);

-- One row: what this database is, and how far its feed has come.
CREATE TABLE keystile_store (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    environment VARCHAR(16),
    feed_id VARCHAR(32),
    position BIGINT NOT NULL,
    oldest_kept BIGINT NOT NULL,
    schema_version INTEGER NOT NULL
) WITH (fillfactor = 10);
INSERT INTO keystile_store (id, position, oldest_kept, schema_version) VALUES (1, 0, 1, 1);
