package org.opsflow.domain.claim;

import java.util.UUID;

/**
 * That the holder of an attempt has to end its work, because the run was cancelled.
 *
 * @param message for people: why
 */
public record Stop(UUID attemptId, UUID runId, UUID sessionId, long fence, String message) {
    static Stop of(AttemptRow attempt) {
        return new Stop(
                attempt.id(),
                attempt.runId(),
                attempt.sessionId(),
                attempt.fence(),
                attempt.errorMessage().orElse(""));
    }
}
