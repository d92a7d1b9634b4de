package org.opsflow.grpc.claim;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.claim.ArtifactUpload;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.grpc.shared.Statuses;
import org.opsflow.proto.agent.v1.ArtifactHeader;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;
import org.opsflow.proto.agent.v1.UploadArtifactResponse;

/** One UploadArtifact call: header, chunks, answer. One frame at a time. */
final class UploadCall implements BulkCall<UploadArtifactRequest> {
    private final ServerCallStreamObserver<UploadArtifactResponse> call;
    private final Outbox<UploadArtifactResponse> outbox;
    private final ArtifactUpload upload;
    private final long maxBytes;
    /** Parts and the end of the call in the order in which they came. */
    private final Executor inOrder;

    private final MessageDigest digest = Sha256.digest();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private Caller caller;
    private ArtifactUpload.Header header;
    private UUID blobId;
    private int seq;
    private long size;

    UploadCall(ServerCallStreamObserver<UploadArtifactResponse> call, ArtifactUpload upload, long maxBytes, Edge edge) {
        this.call = call;
        this.upload = upload;
        this.maxBytes = maxBytes;
        this.inOrder = MoreExecutors.newSequentialExecutor(edge.bulk());
        this.outbox = new Outbox<>(call, () -> {}, this::discard);
        call.disableAutoRequest();
        call.setOnCancelHandler(this::discard);
    }

    @Override
    public void begin(Caller who) {
        caller = who;
        call.request(1);
    }

    @Override
    public void fail(StatusRuntimeException status) {
        outbox.fail(status);
    }

    @Override
    public void onNext(UploadArtifactRequest part) {
        guarded(() -> {
            if (part.hasHeader()) {
                open(part.getHeader());
            } else {
                chunk(part.getChunk().toByteArray());
            }
            call.request(1);
        });
    }

    private void open(ArtifactHeader said) {
        FrameReader.check(header == null, "header", "comes once, as the first frame");
        UUID attemptId = PublicId.ATTEMPT
                .parse(said.getAttemptId())
                .orElseThrow(() -> Problem.invalid("header.attempt_id", "must be the attempt's id, att_…"));
        if (said.getSizeBytes() < 0 || said.getSizeBytes() > maxBytes) {
            throw tooLarge();
        }
        header = new ArtifactUpload.Header(
                attemptId, said.getFence(), said.getName(), said.getMimeType(), said.getSizeBytes(), said.getSha256());
        blobId = upload.begin(caller, header);
    }

    private void chunk(byte[] bytes) {
        FrameReader.check(header != null, "header", "must come before the chunks");
        FrameReader.check(bytes.length <= Blobs.CHUNK, "chunk", "must be at most 256 KiB");
        size += bytes.length;
        if (size > header.size()) {
            throw Problem.invalid("header.size_bytes", "says " + header.size() + " bytes, but more came");
        }
        digest.update(bytes);
        buffer.writeBytes(bytes);
        while (buffer.size() >= Blobs.CHUNK) {
            byte[] all = buffer.toByteArray();
            upload.chunk(blobId, seq++, Arrays.copyOf(all, Blobs.CHUNK));
            buffer.reset();
            buffer.write(all, Blobs.CHUNK, all.length - Blobs.CHUNK);
        }
    }

    private StatusRuntimeException tooLarge() {
        return Statuses.limit("too_large", "header.size_bytes: an artifact has at most " + maxBytes + " bytes.");
    }

    @Override
    public void onCompleted() {
        guarded(() -> {
            FrameReader.check(header != null, "header", "is missing");
            if (buffer.size() > 0) {
                upload.chunk(blobId, seq++, buffer.toByteArray());
            }
            UUID artifactId = upload.finish(caller, header, blobId, size, digest.digest());
            outbox.send(UploadArtifactResponse.newBuilder()
                    .setArtifactId(PublicId.ARTIFACT.of(artifactId))
                    .build());
            outbox.complete();
        });
    }

    @Override
    public void onError(Throwable broken) {
        discard();
    }

    private void guarded(Runnable work) {
        inOrder.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                outbox.fail(Statuses.of(e));
                discard();
            }
        });
    }

    private void discard() {
        outbox.abandon();
        UUID begun = blobId;
        if (begun != null) {
            inOrder.execute(() -> upload.discard(begun));
        }
    }
}
