CREATE TABLE IF NOT EXISTS dd_turn (id INTEGER NOT NULL PRIMARY KEY);
INSERT INTO dd_turn (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM dd_turn);
CREATE TABLE IF NOT EXISTS dd_organisation (id VARCHAR(128) NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS dd_mandate (
    organisation VARCHAR(128) NOT NULL REFERENCES dd_organisation (id),
    id VARCHAR(200) NOT NULL,
    debtor VARCHAR(200) NOT NULL,
    status VARCHAR(16) NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
);
CREATE TABLE IF NOT EXISTS dd_collection (
    organisation VARCHAR(128) NOT NULL,
    id VARCHAR(200) NOT NULL,
    mandate VARCHAR(200) NOT NULL,
    amount_pence BIGINT NOT NULL,
    due_on DATE NOT NULL,
    status VARCHAR(16) NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, mandate) REFERENCES dd_mandate (organisation, id)
);
CREATE TABLE IF NOT EXISTS dd_alert (
    organisation VARCHAR(128) NOT NULL REFERENCES dd_organisation (id),
    id VARCHAR(200) NOT NULL,
    text VARCHAR(500) NOT NULL,
    acknowledged BOOLEAN NOT NULL,
    PRIMARY KEY (organisation, id)
);
