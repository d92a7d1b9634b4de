--liquibase formatted sql

--changeset opsflow:claim-agent-session
--comment: The live connection of an agent's process; one row for each identity (agent and instance). The lease of all its attempts is here.
CREATE TABLE IF NOT EXISTS agent_session (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    agent_id     BINARY(16) NOT NULL,
    instance     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node         VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the server that holds the stream',
    epoch        BIGINT NOT NULL COMMENT 'grows with every connection; the newest wins',
    resume_hash  BINARY(32) NOT NULL COMMENT 'SHA-256 of the resume token',
    connected    BOOLEAN NOT NULL,
    lease_until  DATETIME(6) NOT NULL,
    version      VARCHAR(64) NOT NULL,
    capabilities VARCHAR(4096) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sorted, space separated',
    opened_at    DATETIME(6) NOT NULL,
    closed_at    DATETIME(6) NULL,
    UNIQUE KEY agent_session_identity (agent_id, instance),
    KEY agent_session_live (workspace_id, connected)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS agent_session;

--changeset opsflow:claim-attempt
--comment: One try of a step, held under a fence.
CREATE TABLE IF NOT EXISTS attempt (
    id            BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id  BINARY(16) NOT NULL,
    run_id        BINARY(16) NOT NULL,
    step_id       BINARY(16) NOT NULL,
    number        INT NOT NULL COMMENT '1 for the first try',
    fence         BIGINT NOT NULL,
    session_id    BINARY(16) NOT NULL,
    agent_id      BINARY(16) NOT NULL,
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    last_report   BIGINT NOT NULL COMMENT 'the highest report number whose effect is stored',
    exit_code     INT NULL,
    reason        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a failed, released or lost attempt',
    error_message VARCHAR(4096) NULL,
    leased_at     DATETIME(6) NOT NULL,
    started_at    DATETIME(6) NULL,
    ended_at      DATETIME(6) NULL,
    KEY attempt_step (step_id, number),
    KEY attempt_open (state, session_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS attempt;

--changeset opsflow:claim-log-chunk
--comment: Output of an attempt.
CREATE TABLE IF NOT EXISTS log_chunk (
    attempt_id   BINARY(16) NOT NULL,
    at_offset    BIGINT NOT NULL COMMENT 'bytes before this chunk',
    workspace_id BINARY(16) NOT NULL,
    size_bytes   INT NOT NULL,
    data         MEDIUMBLOB NOT NULL,
    PRIMARY KEY (attempt_id, at_offset)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS log_chunk;

--changeset opsflow:claim-attempt-usage
--comment: What an attempt used one model for, as its agent reported it; the sums of all its reports.
CREATE TABLE IF NOT EXISTS attempt_usage (
    step_id             BINARY(16) NOT NULL,
    attempt_id          BINARY(16) NOT NULL,
    model               VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    run_id              BINARY(16) NOT NULL,
    workspace_id        BINARY(16) NOT NULL,
    calls               BIGINT NOT NULL,
    input_tokens        BIGINT NOT NULL COMMENT 'those from a cache included',
    cached_input_tokens BIGINT NOT NULL,
    output_tokens       BIGINT NOT NULL,
    cost_micros         BIGINT NOT NULL COMMENT 'millionths of a US dollar; 0 when nobody said',
    PRIMARY KEY (step_id, attempt_id, model),
    KEY attempt_usage_run (run_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS attempt_usage;

--changeset opsflow:claim-step-checkpoint
--comment: How far the work on a step was when an attempt last said so; given to its next attempt.
CREATE TABLE IF NOT EXISTS step_checkpoint (
    step_id      BINARY(16) NOT NULL PRIMARY KEY,
    attempt_id   BINARY(16) NOT NULL COMMENT 'the one that said so',
    run_id       BINARY(16) NOT NULL,
    workspace_id BINARY(16) NOT NULL,
    blob_id      BINARY(16) NULL COMMENT 'its opaque state',
    artifact_id  BINARY(16) NULL COMMENT 'or a file of the run; exactly one of the two',
    reported_at  DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS step_checkpoint;

--changeset opsflow:claim-agent-pause
--comment: Agents that a person paused: there is a row for as long as they are.
CREATE TABLE IF NOT EXISTS agent_pause (
    agent_id     BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    requested_at DATETIME(6) NOT NULL,
    requested_by BINARY(16) NOT NULL,
    drained_at   DATETIME(6) NULL COMMENT 'since when it holds nothing; null while it ends what it held',
    KEY agent_pause_workspace (workspace_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS agent_pause;

--changeset opsflow:claim-session-paused
--comment: As agent_pause says, where every claim looks.
ALTER TABLE agent_session ADD COLUMN IF NOT EXISTS paused BOOLEAN NOT NULL DEFAULT FALSE;
--rollback ALTER TABLE agent_session DROP COLUMN IF EXISTS paused;

--changeset opsflow:claim-agent-control
--comment: What a person asked of one process of an agent, until it is acknowledged or of no use any more.
CREATE TABLE IF NOT EXISTS agent_control (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    seq          BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the order in which a process is told',
    workspace_id BINARY(16) NOT NULL,
    agent_id     BINARY(16) NOT NULL,
    session_id   BINARY(16) NOT NULL,
    kind         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt_id   BINARY(16) NULL COMMENT 'null when it speaks of the agent',
    text         MEDIUMTEXT NOT NULL,
    state        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requested_by BINARY(16) NOT NULL,
    requested_at DATETIME(6) NOT NULL,
    delivered_at DATETIME(6) NULL COMMENT 'when it was written to a stream that is read',
    ended_at     DATETIME(6) NULL COMMENT 'when it was acknowledged or expired',
    UNIQUE KEY agent_control_seq (seq),
    KEY agent_control_open (state, session_id),
    KEY agent_control_session (session_id, seq),
    KEY agent_control_attempt (attempt_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS agent_control;

--changeset opsflow:claim-attempt-progress
--comment: When there was progress last, as far as that is stored, and for how long there may be none.
ALTER TABLE attempt
    ADD COLUMN IF NOT EXISTS progress_at  DATETIME(6) NULL,
    ADD COLUMN IF NOT EXISTS stall_micros BIGINT NOT NULL DEFAULT 600000000;
--rollback ALTER TABLE attempt DROP COLUMN IF EXISTS progress_at, DROP COLUMN IF EXISTS stall_micros;

--changeset opsflow:claim-session-labels
--comment: What an agent's process says of itself besides its capabilities.
ALTER TABLE agent_session ADD COLUMN IF NOT EXISTS labels TEXT NULL COMMENT 'a JSON object of texts';
--rollback ALTER TABLE agent_session DROP COLUMN IF EXISTS labels;

--changeset opsflow:claim-gate
--comment: Where work waits for a person: what attempts ask today; a step of a workflow that waits for one has no attempt.
CREATE TABLE IF NOT EXISTS gate (
    id            BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id  BINARY(16) NOT NULL,
    run_id        BINARY(16) NOT NULL,
    step_id       BINARY(16) NOT NULL,
    attempt_id    BINARY(16) NULL COMMENT 'the one that asks',
    report_number BIGINT NULL COMMENT 'of the report that asked',
    agent_id      BINARY(16) NULL,
    kind          VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'question or approval',
    question      TEXT NOT NULL COMMENT 'Markdown, at most 4 KiB',
    choices       TEXT NOT NULL COMMENT 'one a line; empty when there are none',
    context       TEXT NOT NULL COMMENT 'Markdown, at most 16 KiB',
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'open, answered or withdrawn',
    opened_at     DATETIME(6) NOT NULL,
    answer        TEXT NULL COMMENT 'Markdown, at most 16 KiB; null until it is answered',
    choice        VARCHAR(200) NULL,
    approved      BOOLEAN NULL COMMENT 'of an approval',
    answered_by   BINARY(16) NULL COMMENT 'the person',
    closed_at     DATETIME(6) NULL COMMENT 'when it was answered or withdrawn',
    KEY gate_open (workspace_id, state, opened_at, id),
    KEY gate_list (workspace_id, opened_at, id),
    KEY gate_run (run_id, opened_at, id),
    KEY gate_step (step_id, opened_at, id),
    KEY gate_agent (agent_id, opened_at, id),
    KEY gate_attempt (attempt_id, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS gate;

--changeset opsflow:claim-attempt-asks
--comment: How often an attempt has asked people: one that never did has no gates to look for.
ALTER TABLE attempt ADD COLUMN IF NOT EXISTS asks INT NOT NULL DEFAULT 0;
--rollback ALTER TABLE attempt DROP COLUMN IF EXISTS asks;

--changeset opsflow:claim-agent-settings
--comment: What people set for an agent; told to each of its processes.
CREATE TABLE IF NOT EXISTS agent_settings (
    agent_id     BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    settings     MEDIUMTEXT NOT NULL COMMENT 'a JSON object',
    changed_at   DATETIME(6) NOT NULL,
    changed_by   BINARY(16) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS agent_settings;

--changeset opsflow:claim-agent-error
--comment: What processes of agents said is wrong with them. What is over is kept for as long as its client id is remembered.
CREATE TABLE IF NOT EXISTS agent_error (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    agent_id     BINARY(16) NOT NULL,
    session_id   BINARY(16) NOT NULL COMMENT 'the process',
    client_id    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    instance     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message      TEXT NOT NULL COMMENT 'at most 4 KiB',
    said_at      DATETIME(6) NOT NULL,
    open         BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'until the process says the next one or Hello, or a person dismisses it',
    ended_at     DATETIME(6) NULL,
    dismissed_by BINARY(16) NULL COMMENT 'the person, when one did',
    UNIQUE KEY agent_error_client (agent_id, client_id),
    KEY agent_error_process (session_id, open),
    KEY agent_error_open (workspace_id, open),
    KEY agent_error_age (agent_id, said_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS agent_error;
