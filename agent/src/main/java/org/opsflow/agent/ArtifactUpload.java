package org.opsflow.agent;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceStub;
import org.opsflow.proto.agent.v1.ArtifactHeader;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;
import org.opsflow.proto.agent.v1.UploadArtifactResponse;

/** One UploadArtifact call, on the thread of who wants it: sends as fast as the server reads, and waits for the answer. */
final class ArtifactUpload implements ClientResponseObserver<UploadArtifactRequest, UploadArtifactResponse> {
    private static final int CHUNK = 256 << 10;
    private static final long PATIENCE_SECONDS = 60;

    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Semaphore room = new Semaphore(0);
    private ClientCallStreamObserver<UploadArtifactRequest> requests;

    /** The artifact's id, or the status with which the call ended. */
    String send(AgentServiceStub server, ArtifactHeader header, InputStream content)
            throws IOException, InterruptedException {
        server.uploadArtifact(this);
        try {
            requests.onNext(UploadArtifactRequest.newBuilder().setHeader(header).build());
            byte[] chunk = new byte[CHUNK];
            for (int n = content.readNBytes(chunk, 0, CHUNK);
                    n > 0 && waitForRoom();
                    n = content.readNBytes(chunk, 0, CHUNK)) {
                requests.onNext(UploadArtifactRequest.newBuilder()
                        .setChunk(ByteString.copyFrom(chunk, 0, n))
                        .build());
            }
            if (!answer.isDone()) {
                requests.onCompleted();
            }
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Status.fromThrowable(e.getCause()).asRuntimeException();
        } catch (TimeoutException e) {
            throw Status.UNAVAILABLE.withDescription("no answer").asRuntimeException();
        } finally {
            if (!answer.isDone()) {
                requests.cancel("given up", null);
            }
        }
    }

    /** False when the server has already answered, or has not read for so long that it must be gone. */
    private boolean waitForRoom() throws InterruptedException {
        while (!requests.isReady() && !answer.isDone()) {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
        }
        return !answer.isDone();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<UploadArtifactRequest> stream) {
        requests = stream;
        stream.setOnReadyHandler(room::release);
    }

    @Override
    public void onNext(UploadArtifactResponse response) {
        answer.complete(response.getArtifactId());
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
        room.release();
    }

    @Override
    public void onCompleted() {
        answer.completeExceptionally(
                Status.UNAVAILABLE.withDescription("no answer").asRuntimeException());
        room.release();
    }
}
