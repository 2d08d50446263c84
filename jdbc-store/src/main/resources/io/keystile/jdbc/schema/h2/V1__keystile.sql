-- Keystile's schema, version 1, for H2 2.
-- DDL commits as it goes here: a script that was cut short can be run again.
-- Instants are milliseconds since 1970-01-01T00:00:00Z. Ids compare byte by byte.

CREATE TABLE IF NOT EXISTS keystile_tenant (
    id VARCHAR(128) NOT NULL PRIMARY KEY,
    suspended BOOLEAN NOT NULL,
    label VARCHAR(128),
    attributes VARCHAR NOT NULL,
    limits VARCHAR NOT NULL,
    version BIGINT NOT NULL
);

-- scopes: '*' is full access; allowlist: '' is any address; expires_at: null is never.
CREATE TABLE IF NOT EXISTS keystile_credential (
    id VARCHAR(26) NOT NULL PRIMARY KEY,
    plane VARCHAR(16) NOT NULL,
    owner VARCHAR(128) NOT NULL,
    tenant VARCHAR(128) NOT NULL REFERENCES keystile_tenant (id),
    environment VARCHAR(16) NOT NULL,
    issued_by VARCHAR(128),
    created_at BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    scopes VARCHAR NOT NULL,
    allowlist VARCHAR NOT NULL,
    expires_at BIGINT,
    label VARCHAR(128),
    attributes VARCHAR NOT NULL,
    limits VARCHAR NOT NULL,
    token_epoch INTEGER NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS keystile_credential_owner ON keystile_credential (owner, id);
CREATE INDEX IF NOT EXISTS keystile_credential_tenant ON keystile_credential (tenant, id);
CREATE INDEX IF NOT EXISTS keystile_credential_issued_by ON keystile_credential (issued_by, id);

-- Current keys (valid_until is null) and previous ones alike, so that no hash stands twice.
CREATE TABLE IF NOT EXISTS keystile_credential_key (
    hash BINARY(32) NOT NULL PRIMARY KEY,
    credential_id VARCHAR(26) NOT NULL REFERENCES keystile_credential (id),
    generation INTEGER NOT NULL,
    hint VARCHAR(64) NOT NULL,
    valid_until BIGINT,
    slow_hash VARCHAR,
    CONSTRAINT keystile_credential_key_generation UNIQUE (credential_id, generation)
);

-- Append-only: never updated, never deleted. In the order of the commits for each credential and for each tenant.
CREATE TABLE IF NOT EXISTS keystile_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurred_at BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    actor VARCHAR(128) NOT NULL,
    address VARCHAR(45),
    tenant VARCHAR(128) NOT NULL,
    credential_id VARCHAR(26),
    facts_before VARCHAR NOT NULL,
    facts_after VARCHAR NOT NULL
);
CREATE INDEX IF NOT EXISTS keystile_event_credential ON keystile_event (credential_id, seq);
CREATE INDEX IF NOT EXISTS keystile_event_tenant ON keystile_event (tenant, credential_id, seq);

-- A table of its own, so that a mark is no new version of the credential's row.
CREATE TABLE IF NOT EXISTS keystile_last_used (
    credential_id VARCHAR(26) NOT NULL PRIMARY KEY,
    used_at BIGINT NOT NULL
);

-- Requests that issued a key, by caller, method, path and Idempotency-Key. status and answer: null while the request is at work.
CREATE TABLE IF NOT EXISTS keystile_idempotency (
    request_hash BINARY(32) NOT NULL PRIMARY KEY,
    body_hash BINARY(32) NOT NULL,
    status INTEGER,
    answer TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS keystile_idempotency_created_at ON keystile_idempotency (created_at);

-- The feed. Positions are given out under the lock of keystile_store's one row: in the order of the commits, without gaps.
-- hashes: 32 bytes for each key that the change touches.
CREATE TABLE IF NOT EXISTS keystile_change (
    position BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(16) NOT NULL,
    subject VARCHAR(128) NOT NULL,
    version BIGINT NOT NULL,
    hashes VARBINARY NOT NULL,
    committed_at BIGINT NOT NULL
);

-- One row: what this database is, and how far its feed has come.
CREATE TABLE IF NOT EXISTS keystile_store (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    environment VARCHAR(16),
    feed_id VARCHAR(32),
    position BIGINT NOT NULL,
    oldest_kept BIGINT NOT NULL,
    schema_version INTEGER NOT NULL
);
MERGE INTO keystile_store USING (VALUES (1)) AS given (id) ON keystile_store.id = given.id
    WHEN NOT MATCHED THEN INSERT (id, position, oldest_kept, schema_version) VALUES (1, 0, 1, 1);
