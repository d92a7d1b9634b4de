--liquibase formatted sql

--changeset opsflow:workspace-workspace
--comment: The tenant.
CREATE TABLE IF NOT EXISTS workspace (
    id         BINARY(16) NOT NULL PRIMARY KEY,
    slug       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name       VARCHAR(120) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    UNIQUE KEY workspace_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS workspace;
