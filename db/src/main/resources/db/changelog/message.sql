--liquibase formatted sql

--changeset opsflow:message-message
--comment: What agents said to each other.
CREATE TABLE IF NOT EXISTS message (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    sender_id    BINARY(16) NOT NULL COMMENT 'the agent',
    client_id    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'made by the sender; repeating it has no further effect; forgotten with the time of delivery',
    to_kind      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'agent, capability or everyone',
    to_name      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'slug or capability; empty for everyone',
    kind         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    text         TEXT NOT NULL,
    metadata     MEDIUMTEXT NOT NULL COMMENT 'JSON object of texts',
    in_reply_to  BINARY(16) NULL,
    run_id       BINARY(16) NULL,
    step_id      BINARY(16) NULL,
    sent_at      DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NOT NULL COMMENT 'delivered until then',
    UNIQUE KEY message_client (sender_id, client_id),
    KEY message_sender (sender_id, id),
    KEY message_step (step_id, id),
    KEY message_run (run_id, id),
    KEY message_open (workspace_id, to_kind, expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS message;

--changeset opsflow:message-delivery
--comment: A message's way to one of the agents it is for.
CREATE TABLE IF NOT EXISTS message_delivery (
    id            BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id  BINARY(16) NOT NULL,
    message_id    BINARY(16) NOT NULL,
    agent_id      BINARY(16) NOT NULL,
    waiting       BOOLEAN NOT NULL COMMENT 'neither read nor expired',
    session_id    BINARY(16) NULL COMMENT 'the session that it was written to last',
    session_epoch BIGINT NULL,
    stored_at     DATETIME(6) NOT NULL,
    delivered_at  DATETIME(6) NULL COMMENT 'first written to a session',
    read_at       DATETIME(6) NULL,
    expires_at    DATETIME(6) NOT NULL,
    UNIQUE KEY message_delivery_once (message_id, agent_id),
    KEY message_delivery_waiting (waiting, agent_id, id),
    KEY message_delivery_agent (agent_id, message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS message_delivery;

--changeset opsflow:message-expiry
--comment: Messages whose time of delivery is over, found without reading all that were ever sent.
CREATE INDEX IF NOT EXISTS message_expiry ON message (expires_at);
--rollback DROP INDEX IF EXISTS message_expiry ON message;
