--liquibase formatted sql

--changeset opsflow:blob-blob
--comment: A stored file; its bytes are in blob_chunk.
CREATE TABLE IF NOT EXISTS `blob` (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    size_bytes   BIGINT NOT NULL,
    sha256       BINARY(32) NOT NULL,
    complete     BOOLEAN NOT NULL COMMENT 'false while it is being written; swept when it stays so',
    created_at   DATETIME(6) NOT NULL,
    KEY blob_incomplete (complete, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS `blob`;

--changeset opsflow:blob-blob-chunk
--comment: 256 KiB of a blob.
CREATE TABLE IF NOT EXISTS blob_chunk (
    blob_id BINARY(16) NOT NULL,
    seq     INT NOT NULL,
    data    MEDIUMBLOB NOT NULL,
    PRIMARY KEY (blob_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS blob_chunk;
