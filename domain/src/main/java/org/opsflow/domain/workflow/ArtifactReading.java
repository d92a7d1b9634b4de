package org.opsflow.domain.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** Reads artifacts, chunk by chunk, each in a short transaction. */
@ApplicationScoped
public class ArtifactReading {
    private final Artifacts artifacts;
    private final Blobs blobs;

    @Inject
    public ArtifactReading(Artifacts artifacts, Blobs blobs) {
        this.artifacts = artifacts;
        this.blobs = blobs;
    }

    ArtifactReading() {
        this(null, null);
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

    @Transactional
    public List<Artifact> ofRun(Caller caller, UUID runId) {
        caller.require(Permission.VIEW_WORKSPACE);
        return artifacts.ofRun(caller.workspaceId(), runId);
    }

    /** A chunk of {@link Blobs#CHUNK} bytes of an artifact that was found; empty after the last. */
    @Transactional
    public Optional<byte[]> chunk(Caller caller, Artifact artifact, int seq) {
        return blobs.chunk(artifact.blobId(), caller.workspaceId(), seq);
    }
}
