package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that an attempt left behind.
 *
 * @param fileType image, video, document, code or other
 */
public record Artifact(
        UUID id,
        UUID workspaceId,
        UUID runId,
        UUID stepId,
        UUID attemptId,
        String name,
        String fileType,
        String mimeType,
        long sizeBytes,
        byte[] sha256,
        UUID blobId,
        Instant createdAt) {}
