package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.claim.Checkpoint;
import org.opsflow.domain.claim.CheckpointRow;
import org.opsflow.domain.claim.Checkpoints;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.shared.Binder;
import org.opsflow.persistence.shared.Sql;

/** The checkpoints of steps in SQL, their state in blobs. */
@ApplicationScoped
public class SqlCheckpoints implements Checkpoints {
    private final Sql sql;
    private final Blobs blobs;
    private final Ids ids;

    @Inject
    public SqlCheckpoints(Sql sql, Blobs blobs, Ids ids) {
        this.sql = sql;
        this.blobs = blobs;
        this.ids = ids;
    }

    SqlCheckpoints() {
        this(null, null, null);
    }

    private record Stored(UUID stepId, Optional<UUID> blobId, Optional<UUID> artifactId) {}

    /** @param blobId where its state is, if it is one */
    private record Written(CheckpointRow row, Optional<UUID> blobId) {
        Optional<UUID> artifactId() {
            return row.checkpoint() instanceof Checkpoint.File file ? Optional.of(file.artifactId()) : Optional.empty();
        }
    }

    @Override
    public Map<UUID, Checkpoint> ofSteps(Collection<UUID> stepIds) {
        List<Stored> found = stored(stepIds);
        List<UUID> blobIds =
                found.stream().flatMap(row -> row.blobId().stream()).toList();
        Map<UUID, byte[]> states = blobs.read(blobIds);
        Map<UUID, Checkpoint> checkpoints = new HashMap<>();
        for (Stored row : found) {
            row.blobId()
                    .map(states::get)
                    .ifPresent(bytes -> checkpoints.put(row.stepId(), new Checkpoint.State(bytes)));
            row.artifactId().ifPresent(id -> checkpoints.put(row.stepId(), new Checkpoint.File(id)));
        }
        return checkpoints;
    }

    @Override
    public void put(List<CheckpointRow> rows) {
        Map<UUID, Stored> earlier = stored(
                        rows.stream().map(CheckpointRow::stepId).toList())
                .stream()
                .collect(Collectors.toMap(Stored::stepId, row -> row));
        List<Blobs.Small> states = new ArrayList<>();
        List<Written> fresh = new ArrayList<>();
        List<Written> known = new ArrayList<>();
        for (CheckpointRow row : rows) {
            Optional<UUID> blobId = Optional.empty();
            if (row.checkpoint() instanceof Checkpoint.State state) {
                blobId = Optional.of(ids.next());
                states.add(new Blobs.Small(blobId.get(), row.workspaceId(), state.bytes()));
            }
            (earlier.containsKey(row.stepId()) ? known : fresh).add(new Written(row, blobId));
        }
        blobs.insert(states);
        sql.bulk(
                "INSERT INTO step_checkpoint (attempt_id, blob_id, artifact_id, reported_at, step_id, run_id, workspace_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                fresh,
                (bind, written) -> content(bind, written)
                        .id(written.row().runId())
                        .id(written.row().workspaceId()));
        sql.bulk(
                "UPDATE step_checkpoint SET attempt_id = ?, blob_id = ?, artifact_id = ?, reported_at = ? WHERE step_id = ?",
                known,
                SqlCheckpoints::content);
        blobs.remove(
                earlier.values().stream().flatMap(row -> row.blobId().stream()).toList());
    }

    private static Binder content(Binder bind, Written written) {
        return bind.id(written.row().attemptId())
                .id(written.blobId())
                .id(written.artifactId())
                .time(written.row().reportedAt())
                .id(written.row().stepId());
    }

    private List<Stored> stored(Collection<UUID> stepIds) {
        return sql.queryIn(
                "SELECT step_id, blob_id, artifact_id FROM step_checkpoint WHERE step_id IN (:ids)",
                stepIds,
                row -> new Stored(row.id("step_id"), row.optionalId("blob_id"), row.optionalId("artifact_id")));
    }

    @Override
    public Map<UUID, UUID> runsOf(Collection<UUID> artifactIds) {
        record Found(UUID id, UUID runId) {}
        return sql
                .queryIn(
                        "SELECT id, run_id FROM artifact WHERE id IN (:ids)",
                        artifactIds,
                        row -> new Found(row.id("id"), row.id("run_id")))
                .stream()
                .collect(Collectors.toMap(Found::id, Found::runId));
    }
}
