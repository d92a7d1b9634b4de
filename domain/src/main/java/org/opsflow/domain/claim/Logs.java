package org.opsflow.domain.claim;

import java.util.UUID;

/** The stored output of attempts. Calls join the caller's transaction. */
public interface Logs {
    /** Bytes stored. */
    long size(UUID attemptId);

    void append(UUID workspaceId, UUID attemptId, long offset, byte[] data);
}
