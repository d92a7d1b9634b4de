--liquibase formatted sql

--changeset opsflow:identity-person
--comment: Somebody who signs in.
CREATE TABLE IF NOT EXISTS person (
    id            BINARY(16) NOT NULL PRIMARY KEY,
    email         VARCHAR(254) NOT NULL COMMENT 'lower case',
    name          VARCHAR(120) NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Argon2id, PHC string',
    created_at    DATETIME(6) NOT NULL,
    UNIQUE KEY person_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS person;

--changeset opsflow:identity-member
--comment: A person in a workspace.
CREATE TABLE IF NOT EXISTS member (
    workspace_id BINARY(16) NOT NULL,
    person_id    BINARY(16) NOT NULL,
    role         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'owner, admin, member, viewer, bot',
    created_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (workspace_id, person_id),
    KEY member_person (person_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS member;

--changeset opsflow:identity-sign-in
--comment: A browser's session.
CREATE TABLE IF NOT EXISTS sign_in (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    token_hash   BINARY(32) NOT NULL COMMENT 'SHA-256 of the cookie',
    person_id    BINARY(16) NOT NULL,
    workspace_id BINARY(16) NOT NULL COMMENT 'the active workspace',
    address      VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_agent   VARCHAR(255) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    UNIQUE KEY sign_in_token (token_hash),
    KEY sign_in_person (person_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS sign_in;

--changeset opsflow:identity-api-key
--comment: A long-lived key of an agent or a person; only its hash is stored.
CREATE TABLE IF NOT EXISTS api_key (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    hash         BINARY(32) NOT NULL COMMENT 'SHA-256 of the whole key',
    prefix       VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'owf_<slug>_ and the first 4 random characters, for people',
    agent_id     BINARY(16) NULL,
    person_id    BINARY(16) NULL,
    created_at   DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NULL,
    revoked_at   DATETIME(6) NULL,
    UNIQUE KEY api_key_hash (hash),
    KEY api_key_agent (agent_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS api_key;

--changeset opsflow:identity-sign-in-use
--comment: When a browser's session was last used.
ALTER TABLE sign_in
    ADD COLUMN IF NOT EXISTS last_used_at DATETIME(6) NULL COMMENT 'to about a minute; null: only to sign in';
--rollback ALTER TABLE sign_in DROP COLUMN IF EXISTS last_used_at;

--changeset opsflow:identity-api-key-scopes
--comment: What a key is called, the most that it can be used for, and when it was last used.
ALTER TABLE api_key
    ADD COLUMN IF NOT EXISTS name         VARCHAR(60) NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS scopes       VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'words with spaces between; null: all that the holder may',
    ADD COLUMN IF NOT EXISTS last_used_at DATETIME(6) NULL COMMENT 'to about a minute',
    ADD KEY IF NOT EXISTS api_key_person (person_id, workspace_id);
--rollback ALTER TABLE api_key DROP KEY IF EXISTS api_key_person, DROP COLUMN IF EXISTS name, DROP COLUMN IF EXISTS scopes, DROP COLUMN IF EXISTS last_used_at;

--changeset opsflow:identity-member-owner
--comment: A workspace has at most one owner, whoever writes.
ALTER TABLE member
    ADD COLUMN IF NOT EXISTS owner_of BINARY(16) AS (IF(role = 'owner', workspace_id, NULL)) PERSISTENT COMMENT 'the workspace, of its owner',
    ADD UNIQUE KEY IF NOT EXISTS member_owner (owner_of);
--rollback ALTER TABLE member DROP KEY IF EXISTS member_owner, DROP COLUMN IF EXISTS owner_of;

--changeset opsflow:identity-invitation
--comment: Asks somebody to become a member; gone once it is accepted or revoked.
CREATE TABLE IF NOT EXISTS invitation (
    id           BINARY(16) NOT NULL PRIMARY KEY,
    workspace_id BINARY(16) NOT NULL,
    email        VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'lower case',
    role         VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash   BINARY(32) NOT NULL COMMENT 'SHA-256 of the token',
    invited_by   BINARY(16) NOT NULL COMMENT 'the person',
    created_at   DATETIME(6) NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    UNIQUE KEY invitation_token (token_hash),
    UNIQUE KEY invitation_email (workspace_id, email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
--rollback DROP TABLE IF EXISTS invitation;

--changeset opsflow:identity-sign-in-expiry
--comment: Who signs in forgets the sign-ins that have expired, and must not wait for those that have not.
ALTER TABLE sign_in
    ADD KEY IF NOT EXISTS sign_in_expiry (expires_at);
--rollback ALTER TABLE sign_in DROP KEY IF EXISTS sign_in_expiry;

--changeset opsflow:identity-email-exact
--comment: ada@ and àda@ are two addresses; what is stored is in lower case already.
ALTER TABLE person
    MODIFY COLUMN IF EXISTS email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'lower case';
--rollback ALTER TABLE person MODIFY COLUMN IF EXISTS email VARCHAR(254) NOT NULL COMMENT 'lower case';
