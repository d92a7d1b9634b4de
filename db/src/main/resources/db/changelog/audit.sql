--liquibase formatted sql

--changeset opsflow:audit-audit-entry
--comment: What was refused, who signed in, and what was done to accounts, keys and members. Holds ids of people, never their names, and no secret.
CREATE TABLE IF NOT EXISTS audit_entry (
    id           BINARY(16) NOT NULL PRIMARY KEY COMMENT 'grows with time',
    workspace_id BINARY(16) NULL COMMENT 'null when it is of none: an unknown account or key',
    at           DATETIME(6) NOT NULL COMMENT 'of the first time',
    last_at      DATETIME(6) NOT NULL,
    times        INT NOT NULL COMMENT 'the same within a minute is counted, not repeated',
    action       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    outcome      VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'done or refused',
    code         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the refusal',
    actor_type   VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'person, agent or nobody',
    actor_id     BINARY(16) NULL,
    key_id       BINARY(16) NULL COMMENT 'the key that was used',
    address      VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_agent   VARCHAR(255) NOT NULL,
    target_type  VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_id    VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a public id, or an operation',
    details      VARCHAR(1000) NOT NULL COMMENT 'JSON object',
    KEY audit_entry_workspace (workspace_id, id),
    KEY audit_entry_action (workspace_id, action, id),
    KEY audit_entry_actor (workspace_id, actor_id, id),
    KEY audit_entry_age (outcome, last_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS audit_entry;
