package org.opsflow.domain.board;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the work on a step was; its bytes are for agents only.
 *
 * @param attempt number of the attempt that said so
 * @param artifactId the file that holds it; empty when it is opaque state
 */
public record SeenCheckpoint(int attempt, long sizeBytes, Optional<UUID> artifactId, Instant reportedAt) {}
