package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.Artifacts;
import org.opsflow.domain.workflow.FileKind;

/** Stores files of running attempts: begin, chunks, finish, each in a short transaction. */
@ApplicationScoped
public class ArtifactUpload {
    private final Attempts attempts;
    private final Artifacts artifacts;
    private final Blobs blobs;
    private final ChangeRecorder recorder;
    private final Ids ids;

    /**
     * A file as the agent announces it.
     *
     * @param mimeType empty lets the name decide
     * @param sha256 64 lower-case hex digits
     */
    public record Header(UUID attemptId, long fence, String name, String mimeType, long size, String sha256) {}

    @Inject
    ArtifactUpload(Attempts attempts, Artifacts artifacts, Blobs blobs, ChangeRecorder recorder, Ids ids) {
        this.attempts = attempts;
        this.artifacts = artifacts;
        this.blobs = blobs;
        this.recorder = recorder;
        this.ids = ids;
    }

    ArtifactUpload() {
        this(null, null, null, null, null);
    }

    /** Begins a blob for the file; its id becomes the artifact's. */
    @Transactional
    public UUID begin(Caller caller, Header header) {
        caller.require(Permission.WORK_ON_STEPS);
        if (header.name().isBlank()
                || header.name().length() > 200
                || header.name().chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
            throw Problem.invalid("header.name", "must be a file name of 1 to 200 characters, without directories");
        }
        if (!header.sha256().matches("[0-9a-f]{64}")) {
            throw Problem.invalid("header.sha256", "must be 64 lower-case hex digits");
        }
        if (!header.mimeType().matches("([A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,58})?")) {
            throw Problem.invalid("header.mime_type", "must look like text/markdown");
        }
        AttemptOutput.held(attempts, caller, header.attemptId(), header.fence());
        UUID blobId = ids.next();
        blobs.begin(blobId, caller.workspaceId());
        return blobId;
    }

    @Transactional
    public void chunk(UUID blobId, int seq, byte[] data) {
        blobs.append(blobId, seq, data);
    }

    @Transactional
    public void discard(UUID blobId) {
        blobs.discard(blobId);
    }

    /**
     * Makes the artifact, if the attempt is still held; the same file of the same attempt is made once.
     *
     * @param size bytes that came
     * @param sha256 of the bytes that came
     */
    @Transactional
    public UUID finish(Caller caller, Header header, UUID blobId, long size, byte[] sha256) {
        caller.require(Permission.WORK_ON_STEPS);
        if (size != header.size()) {
            throw Problem.invalid("header.size_bytes", "says " + header.size() + " bytes, but " + size + " came");
        }
        if (!HexFormat.of().formatHex(sha256).equals(header.sha256())) {
            throw Problem.invalid("header.sha256", "is not the hash of the bytes that came");
        }
        AttemptRow attempt = AttemptOutput.held(attempts, caller, header.attemptId(), header.fence());
        Optional<Artifact> same = artifacts.same(attempt.id(), header.name(), sha256);
        if (same.isPresent()) {
            blobs.discard(blobId);
            return same.get().id();
        }
        blobs.complete(blobId, size, sha256);
        FileKind kind = FileKind.of(header.name());
        Artifact artifact = new Artifact(
                blobId,
                attempt.workspaceId(),
                attempt.runId(),
                attempt.stepId(),
                attempt.id(),
                header.name(),
                kind.type(),
                header.mimeType().isEmpty() ? kind.mimeType() : header.mimeType(),
                size,
                sha256,
                blobId,
                recorder.now());
        artifacts.insert(artifact);
        recorder.record(List.of(new Change(artifact.workspaceId(), "workflow.artifact.created", change(artifact))));
        return artifact.id();
    }

    private static String change(Artifact artifact) {
        return JsonText.object(json -> json.write("execution_id", PublicId.RUN.of(artifact.runId()))
                .write("step_id", PublicId.STEP.of(artifact.stepId()))
                .write("artifact_id", PublicId.ARTIFACT.of(artifact.id()))
                .write("name", artifact.name())
                .write("file_type", artifact.fileType())
                .write("mime_type", artifact.mimeType())
                .write("size_bytes", artifact.sizeBytes())
                .write("sha256", HexFormat.of().formatHex(artifact.sha256()))
                .write("created_at", artifact.createdAt().toString()));
    }
}
