package org.opsflow.agent;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.opsflow.proto.agent.v1.ArtifactHeader;

/** Brings files to the server, again and again until it has them or says that it never will. */
final class Artifacts {
    private static final int LONGEST_NAME = 200;

    private final Door door;
    private final Limits limits;
    private final Consumer<Lease> onLeaseLost;

    Artifacts(Door door, Limits limits, Consumer<Lease> onLeaseLost) {
        this.door = door;
        this.limits = limits;
        this.onLeaseLost = onLeaseLost;
    }

    String upload(Lease lease, Path file, String name) throws IOException, InterruptedException {
        ArtifactHeader header = header(lease, file, name);
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        while (true) {
            try (InputStream content = Files.newInputStream(file)) {
                return new ArtifactUpload().send(door.bulk(), header, content);
            } catch (StatusRuntimeException e) {
                refuseIfDefinitive(lease, name, e.getStatus());
                Thread.sleep(backoff.next().toMillis());
            }
        }
    }

    private ArtifactHeader header(Lease lease, Path file, String name) throws IOException {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.contains("/")) {
            throw new ArtifactRefusedException("artifact name \"" + name + "\" is not 1 to " + LONGEST_NAME
                    + " characters without directories: rename the file");
        }
        MessageDigest sha256 = SafeName.sha256();
        long size;
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), sha256)) {
            size = content.transferTo(OutputStream.nullOutputStream());
        }
        if (size > limits.artifactBytes()) {
            throw new ArtifactRefusedException("artifact " + name + " has " + size + " bytes, the server takes "
                    + limits.artifactBytes() + ": make it smaller");
        }
        return ArtifactHeader.newBuilder()
                .setAttemptId(lease.attemptId())
                .setFence(lease.fence())
                .setName(name)
                .setSizeBytes(size)
                .setSha256(HexFormat.of().formatHex(sha256.digest()))
                .build();
    }

    private void refuseIfDefinitive(Lease lease, String name, Status status) throws InterruptedException {
        switch (status.getCode()) {
            case FAILED_PRECONDITION -> {
                onLeaseLost.accept(lease);
                throw new InterruptedException("the attempt is lost");
            }
            case INVALID_ARGUMENT, RESOURCE_EXHAUSTED, PERMISSION_DENIED, UNIMPLEMENTED, NOT_FOUND ->
                throw new ArtifactRefusedException("the server refused the artifact " + name + ": "
                        + (status.getDescription() == null ? status.getCode() : status.getDescription()));
            default -> {
                // Worth another try.
            }
        }
    }
}
