package org.opsflow.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** A second workspace on the same server, with a person of its own; and what happens to keys. Written into the tables. */
final class Neighbours {

    private final Connection database;

    Neighbours(Connection database) {
        this.database = database;
    }

    /** Its owner's door. */
    People moveIn(String url, String slug) throws SQLException {
        var workspace = id();
        var person = id();
        var key = "owf_u-" + slug + "_" + (UUID.randomUUID() + "").replace("-", "");
        write(
                "INSERT INTO workspace (id, slug, name, created_at) VALUES (?, ?, 'Next door', UTC_TIMESTAMP(6))",
                workspace,
                slug);
        write("INSERT INTO change_head (workspace_id, epoch, n) VALUES (?, 'e', 0)", workspace);
        write(
                "INSERT INTO person (id, email, name, password_hash, created_at)"
                        + " VALUES (?, ?, 'Neighbour', 'none', UTC_TIMESTAMP(6))",
                person,
                slug + "@opsflow.local");
        write(
                "INSERT INTO member (workspace_id, person_id, role, created_at)"
                        + " VALUES (?, ?, 'owner', UTC_TIMESTAMP(6))",
                workspace,
                person);
        write(
                "INSERT INTO api_key (id, workspace_id, hash, prefix, person_id, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6))",
                id(),
                workspace,
                hash(key),
                slug,
                person);
        return People.withKey(url, key);
    }

    void revoke(String key) throws SQLException {
        write("UPDATE api_key SET revoked_at = UTC_TIMESTAMP(6) WHERE hash = ?", hash(key));
    }

    void expire(String key) throws SQLException {
        write("UPDATE api_key SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE hash = ?", hash(key));
    }

    void retire(String slug) throws SQLException {
        write("UPDATE agent SET retired_at = UTC_TIMESTAMP(6) WHERE slug = ?", slug);
    }

    private void write(String sql, Object... values) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new AssertionError("No row was written by " + sql);
            }
        }
    }

    private static byte[] id() {
        var id = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
