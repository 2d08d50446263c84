-- Keystile's schema, version 1, for MariaDB 10.5 and MySQL 8, and later.
-- DDL commits as it goes here: a script that was cut short can be run again.
-- Instants are milliseconds since 1970-01-01T00:00:00Z. Ids compare byte by byte.

CREATE TABLE IF NOT EXISTS keystile_tenant (
    id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    suspended BOOLEAN NOT NULL,
    label VARCHAR(128),
    attributes MEDIUMTEXT NOT NULL,
    limits MEDIUMTEXT NOT NULL,
    version BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- scopes: '*' is full access; allowlist: '' is any address; expires_at: null is never.
CREATE TABLE IF NOT EXISTS keystile_credential (
    id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    plane VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issued_by VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,
    created_at BIGINT NOT NULL,
    state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scopes MEDIUMTEXT NOT NULL,
    allowlist MEDIUMTEXT NOT NULL,
    expires_at BIGINT,
    label VARCHAR(128),
    attributes MEDIUMTEXT NOT NULL,
    limits MEDIUMTEXT NOT NULL,
    token_epoch INTEGER NOT NULL,
    version BIGINT NOT NULL,
    INDEX keystile_credential_owner (owner, id),
    INDEX keystile_credential_tenant (tenant, id),
    INDEX keystile_credential_issued_by (issued_by, id),
    CONSTRAINT keystile_credential_tenant_fk FOREIGN KEY (tenant) REFERENCES keystile_tenant (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Current keys (valid_until is null) and previous ones alike, so that no hash stands twice.
CREATE TABLE IF NOT EXISTS keystile_credential_key (
    hash BINARY(32) NOT NULL PRIMARY KEY,
    credential_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    generation INTEGER NOT NULL,
    hint VARCHAR(64) NOT NULL,
    valid_until BIGINT,
    slow_hash MEDIUMTEXT,
    CONSTRAINT keystile_credential_key_generation UNIQUE (credential_id, generation),
    CONSTRAINT keystile_credential_key_fk FOREIGN KEY (credential_id) REFERENCES keystile_credential (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Append-only: never updated, never deleted. In the order of the commits for each credential and for each tenant.
CREATE TABLE IF NOT EXISTS keystile_event (
    seq BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    occurred_at BIGINT NOT NULL,
    kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin,
    tenant VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    credential_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
    facts_before MEDIUMTEXT NOT NULL,
    facts_after MEDIUMTEXT NOT NULL,
    INDEX keystile_event_credential (credential_id, seq),
    INDEX keystile_event_tenant (tenant, credential_id, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A table of its own, so that a mark is no new version of the credential's row.
CREATE TABLE IF NOT EXISTS keystile_last_used (
    credential_id VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    used_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Requests that issued a key, by caller, method, path and Idempotency-Key. status and answer: null while the request is at work.
CREATE TABLE IF NOT EXISTS keystile_idempotency (
    request_hash BINARY(32) NOT NULL PRIMARY KEY,
    body_hash BINARY(32) NOT NULL,
    status INTEGER,
    answer MEDIUMTEXT,
    created_at BIGINT NOT NULL,
    INDEX keystile_idempotency_created_at (created_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The feed. Positions are given out under the lock of keystile_store's one row: in the order of the commits, without gaps.
-- hashes: 32 bytes for each key that the change touches.
CREATE TABLE IF NOT EXISTS keystile_change (
    position BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version BIGINT NOT NULL,
    hashes MEDIUMBLOB NOT NULL,
    committed_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row: what this database is, and how far its feed has come.
CREATE TABLE IF NOT EXISTS keystile_store (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    environment VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    feed_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    position BIGINT NOT NULL,
    oldest_kept BIGINT NOT NULL,
    schema_version INTEGER NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
INSERT IGNORE INTO keystile_store (id, position, oldest_kept, schema_version) VALUES (1, 0, 1, 1);
