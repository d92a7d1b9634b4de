package org.opsflow.domain.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** Reads artifacts, chunk by chunk, each in a short transaction. */
@ApplicationScoped
public class ArtifactReading {
    private static final String LIST = "artifacts";

    private final Artifacts artifacts;
    private final Runs runs;
    private final Blobs blobs;

    @Inject
    public ArtifactReading(Artifacts artifacts, Runs runs, Blobs blobs) {
        this.artifacts = artifacts;
        this.runs = runs;
        this.blobs = blobs;
    }

    ArtifactReading() {
        this(null, null, null);
    }

    @Transactional
    public Artifact find(Caller caller, UUID id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return stored(caller, id).orElseThrow(() -> unknown(id));
    }

    /** For the agents' door: a key that is only for work sees the files of runs that its agent works on, or worked. */
    @Transactional
    public Artifact findForWork(Caller caller, UUID id) {
        caller.requireOneOf(Permission.WORK_ON_STEPS, Permission.VIEW_WORKSPACE);
        return stored(caller, id)
                .filter(artifact ->
                        caller.may(Permission.VIEW_WORKSPACE) || artifacts.isWorkerOf(caller.id(), artifact.runId()))
                .orElseThrow(() -> unknown(id));
    }

    private Optional<Artifact> stored(Caller caller, UUID id) {
        return artifacts.find(caller.workspaceId(), id);
    }

    private static Problem unknown(UUID id) {
        return Problem.notFound("artifact", PublicId.ARTIFACT.of(id));
    }

    /** Of one run, the oldest first. */
    @Transactional
    public Page<Artifact> ofRun(Caller caller, String runId, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        UUID id = PublicId.RUN
                .parse(runId)
                .filter(known -> runs.fixed(List.of(known)).stream()
                        .anyMatch(run -> run.workspaceId().equals(caller.workspaceId())))
                .orElseThrow(() -> Problem.notFound("workflow execution", runId));
        Optional<Artifacts.Place> after = wanted.after()
                .map(cursor -> cursor.in(LIST))
                .map(cursor -> new Artifacts.Place(cursor.time(0), cursor.id(1)));
        return Page.of(
                artifacts.ofRun(caller.workspaceId(), id, after, wanted.read()),
                wanted,
                artifact -> Cursor.of(LIST, artifact.createdAt(), artifact.id()));
    }

    /** At most {@code length} bytes of an artifact that was found, from an offset on, and none beyond its chunk. */
    @Transactional
    public byte[] read(Caller caller, Artifact artifact, long from, int length) {
        int begin = (int) (from % Blobs.CHUNK);
        return chunk(caller, artifact, (int) (from / Blobs.CHUNK))
                .map(chunk -> Arrays.copyOfRange(
                        chunk, Math.min(begin, chunk.length), Math.min(chunk.length, begin + length)))
                .orElse(new byte[0]);
    }

    /** A chunk of {@link Blobs#CHUNK} bytes of an artifact that was found; empty after the last. */
    @Transactional
    public Optional<byte[]> chunk(Caller caller, Artifact artifact, int seq) {
        return blobs.chunk(artifact.blobId(), caller.workspaceId(), seq);
    }
}
