--liquibase formatted sql

--changeset opsflow:workflow-definition
--comment: One immutable version of a workflow template; a run points at the version it was made from, which is its snapshot.
CREATE TABLE IF NOT EXISTS definition (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    slug         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      INT NOT NULL COMMENT '1, 2, 3 …',
    name         VARCHAR(200) NOT NULL,
    description  VARCHAR(2000) NOT NULL,
    source       MEDIUMTEXT NOT NULL COMMENT 'the YAML as it came in',
    source_hash  BINARY(32) NOT NULL COMMENT 'SHA-256 of source: the same text makes no new version',
    created_by   BINARY(16) NULL,
    created_at   DATETIME(6) NOT NULL,
    UNIQUE KEY definition_version (workspace_id, slug, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS definition;

--changeset opsflow:workflow-run
--comment: One execution of a definition.
CREATE TABLE IF NOT EXISTS run (
    id            BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id  BINARY(16) NOT NULL,
    definition_id BINARY(16) NOT NULL,
    name          VARCHAR(200) NOT NULL,
    args          MEDIUMTEXT NOT NULL COMMENT 'JSON object',
    priority      TINYINT NOT NULL COMMENT '0 urgent, 1 high, 2 medium, 3 low',
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    phase_open    VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'open steps of each phase, in order, comma separated',
    steps_total   INT NOT NULL,
    steps_open    INT NOT NULL COMMENT 'steps in no final state',
    steps_live    INT NOT NULL COMMENT 'steps that are ready, leased or running',
    error_message VARCHAR(4000) NULL,
    client_id     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'made by the caller; repeating it gives this run',
    created_by    BINARY(16) NULL,
    created_at    DATETIME(6) NOT NULL,
    started_at    DATETIME(6) NULL,
    ended_at      DATETIME(6) NULL,
    revision      BIGINT NOT NULL,
    UNIQUE KEY run_client (workspace_id, client_id),
    KEY run_newest (workspace_id, created_at),
    KEY run_state (workspace_id, state, created_at),
    KEY run_ended (workspace_id, ended_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS run;

--changeset opsflow:workflow-step
--comment: A node of a run.
CREATE TABLE IF NOT EXISTS step (
    id              BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id    BINARY(16) NOT NULL,
    run_id          BINARY(16) NOT NULL,
    ordinal         INT NOT NULL COMMENT 'place in the definition, from 0',
    state           VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    needs_left      INT NOT NULL COMMENT 'needed steps that are not completed yet',
    requirement_key BINARY(16) NOT NULL,
    order_key       BIGINT NOT NULL COMMENT 'microseconds; the smaller is served first; 0 until ready',
    fence           BIGINT NOT NULL COMMENT 'grows with every claim',
    attempt_id      BINARY(16) NULL COMMENT 'the newest attempt',
    attempts        INT NOT NULL COMMENT 'how many attempts there were',
    failures        INT NOT NULL COMMENT 'attempts that failed',
    losses          INT NOT NULL COMMENT 'attempts whose lease ran out',
    output          MEDIUMTEXT NULL COMMENT 'JSON',
    summary         VARCHAR(4096) NULL,
    error_message   VARCHAR(4096) NULL,
    ready_at        DATETIME(6) NULL,
    started_at      DATETIME(6) NULL,
    ended_at        DATETIME(6) NULL,
    revision        BIGINT NOT NULL,
    UNIQUE KEY step_run (run_id, ordinal),
    KEY step_queue (state, workspace_id, requirement_key, order_key, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS step;

--changeset opsflow:workflow-requirement
--comment: What a requirement key stands for.
CREATE TABLE IF NOT EXISTS requirement (
    workspace_id    BINARY(16) NOT NULL,
    requirement_key BINARY(16) NOT NULL,
    capabilities    VARCHAR(4096) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sorted, space separated',
    PRIMARY KEY (workspace_id, requirement_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS requirement;

--changeset opsflow:workflow-artifact
--comment: A file that an attempt left behind.
CREATE TABLE IF NOT EXISTS artifact (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    run_id       BINARY(16) NOT NULL,
    step_id      BINARY(16) NOT NULL,
    attempt_id   BINARY(16) NOT NULL,
    name         VARCHAR(200) NOT NULL,
    file_type    VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'image, video, document, code, other',
    mime_type    VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size_bytes   BIGINT NOT NULL,
    sha256       BINARY(32) NOT NULL,
    blob_id      BINARY(16) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    UNIQUE KEY artifact_content (attempt_id, name, sha256),
    KEY artifact_run (run_id, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS artifact;

--changeset opsflow:workflow-run-cancellation
--comment: Who cancelled a run and why, and how many agents still have to stop what they do for it.
ALTER TABLE run
    ADD COLUMN IF NOT EXISTS cancelled_by  BINARY(16) NULL COMMENT 'the person; exactly when the run is cancelled',
    ADD COLUMN IF NOT EXISTS cancel_reason VARCHAR(1000) NULL,
    ADD COLUMN IF NOT EXISTS stopping      INT NOT NULL DEFAULT 0 COMMENT 'attempts in state stopping';
--rollback ALTER TABLE run DROP COLUMN IF EXISTS cancelled_by, DROP COLUMN IF EXISTS cancel_reason, DROP COLUMN IF EXISTS stopping;

--changeset opsflow:workflow-step-stalled
--comment: A step whose agent lives and gets nowhere.
ALTER TABLE step ADD COLUMN IF NOT EXISTS stalled_at DATETIME(6) NULL COMMENT 'since when it is shown as stalled';
--rollback ALTER TABLE step DROP COLUMN IF EXISTS stalled_at;

--changeset opsflow:workflow-run-comment
--comment: What people and agents say of a run or of one of its steps; never changed.
CREATE TABLE IF NOT EXISTS run_comment (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    run_id       BINARY(16) NOT NULL,
    step_id      BINARY(16) NULL COMMENT 'null: of the whole run',
    author_type  VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'person or agent',
    author_id    BINARY(16) NOT NULL,
    text         TEXT NOT NULL COMMENT 'Markdown, at most 16 KiB',
    artifact_ids VARCHAR(640) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'public ids, space separated',
    created_at   DATETIME(6) NOT NULL,
    KEY run_comment_run (run_id, created_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS run_comment;
