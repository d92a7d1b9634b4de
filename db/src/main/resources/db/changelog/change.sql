--liquibase formatted sql

--changeset opsflow:change-change-head
--comment: The number of the newest change of each workspace; its row lock makes commit order equal number order.
CREATE TABLE IF NOT EXISTS change_head (
    workspace_id BINARY(16) NOT NULL PRIMARY KEY,
    epoch        VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'changes when numbers start anew, for example after a restore',
    n            BIGINT NOT NULL COMMENT 'the number of the newest change, dense'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS change_head;

--changeset opsflow:change-change-entry
--comment: The numbered history of a workspace.
CREATE TABLE IF NOT EXISTS change_entry (
    workspace_id BINARY(16) NOT NULL,
    n            BIGINT NOT NULL,
    at           DATETIME(6) NOT NULL,
    type         VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    data         MEDIUMTEXT NOT NULL COMMENT 'JSON object: the small state of the entity with its revision',
    PRIMARY KEY (workspace_id, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS change_entry;
