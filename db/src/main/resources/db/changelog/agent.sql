--liquibase formatted sql

--changeset opsflow:agent-agent
--comment: A registered worker.
CREATE TABLE IF NOT EXISTS agent (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    slug         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(120) NOT NULL,
    emoji        VARCHAR(16) NOT NULL,
    color        VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT '#rrggbb',
    created_at   DATETIME(6) NOT NULL,
    retired_at   DATETIME(6) NULL,
    UNIQUE KEY agent_slug (workspace_id, slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS agent;
