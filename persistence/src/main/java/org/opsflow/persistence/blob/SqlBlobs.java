package org.opsflow.persistence.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.persistence.shared.Sql;

/** Blobs in SQL. */
@ApplicationScoped
public class SqlBlobs implements Blobs {
    private final Sql sql;

    @Inject
    public SqlBlobs(Sql sql) {
        this.sql = sql;
    }

    SqlBlobs() {
        this(null);
    }

    @Override
    public void begin(UUID id, UUID workspaceId) {
        sql.update(
                "INSERT INTO `blob` (id, workspace_id, size_bytes, sha256, complete, created_at)"
                        + " VALUES (?, ?, 0, ?, FALSE, UTC_TIMESTAMP(6))",
                bind -> bind.id(id).id(workspaceId).bytes(new byte[32]));
    }

    @Override
    public void append(UUID id, int seq, byte[] chunk) {
        sql.update(
                "INSERT INTO blob_chunk (blob_id, seq, data) VALUES (?, ?, ?)",
                bind -> bind.id(id).number(seq).bytes(chunk));
    }

    @Override
    public void complete(UUID id, long size, byte[] sha256) {
        sql.update(
                "UPDATE `blob` SET size_bytes = ?, sha256 = ?, complete = TRUE WHERE id = ?",
                bind -> bind.number(size).bytes(sha256).id(id));
    }

    @Override
    public void discard(UUID id) {
        // The call that brought it may break after its file was finished: that one stays.
        sql.update(
                "DELETE c FROM blob_chunk c JOIN `blob` b ON b.id = c.blob_id WHERE b.id = ? AND NOT b.complete",
                bind -> bind.id(id));
        sql.update("DELETE FROM `blob` WHERE id = ? AND NOT complete", bind -> bind.id(id));
    }

    @Override
    public void insert(List<Small> files) {
        sql.bulk(
                "INSERT INTO `blob` (id, workspace_id, size_bytes, sha256, complete, created_at)"
                        + " VALUES (?, ?, ?, ?, TRUE, UTC_TIMESTAMP(6))",
                files,
                (bind, file) -> bind.id(file.id())
                        .id(file.workspaceId())
                        .number(file.bytes().length)
                        .bytes(Sha256.digest().digest(file.bytes())));
        sql.bulk("INSERT INTO blob_chunk (blob_id, seq, data) VALUES (?, 0, ?)", files, (bind, file) -> bind.id(
                        file.id())
                .bytes(file.bytes()));
    }

    @Override
    public Map<UUID, byte[]> read(Collection<UUID> ids) {
        record Found(UUID id, byte[] bytes) {}
        return sql
                .queryIn(
                        "SELECT b.id, c.data FROM `blob` b JOIN blob_chunk c ON c.blob_id = b.id AND c.seq = 0"
                                + " WHERE b.complete AND b.id IN (:ids)",
                        ids,
                        row -> new Found(row.id("id"), row.bytes("data")))
                .stream()
                .collect(Collectors.toMap(Found::id, Found::bytes));
    }

    @Override
    public void remove(Collection<UUID> ids) {
        sql.bulk("DELETE FROM blob_chunk WHERE blob_id = ?", ids, (bind, id) -> bind.id(id));
        sql.bulk("DELETE FROM `blob` WHERE id = ?", ids, (bind, id) -> bind.id(id));
    }

    @Override
    public Optional<byte[]> chunk(UUID id, UUID workspaceId, int seq) {
        return sql
                .query(
                        "SELECT c.data FROM `blob` b JOIN blob_chunk c ON c.blob_id = b.id"
                                + " WHERE b.id = ? AND b.workspace_id = ? AND b.complete AND c.seq = ?",
                        bind -> bind.id(id).id(workspaceId).number(seq),
                        row -> row.bytes("data"))
                .stream()
                .findFirst();
    }
}
