package org.opsflow.domain.workflow;

import java.util.Optional;
import java.util.UUID;

/**
 * That a person ended a run.
 *
 * @param by the person's id
 * @param reason for people, at most {@link #REASON_LENGTH} characters
 */
public record Cancellation(UUID by, Optional<String> reason) {
    public static final int REASON_LENGTH = 1_000;
}
