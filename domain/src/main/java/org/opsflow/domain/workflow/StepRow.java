package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A step as it is stored.
 *
 * @param ordinal place in the definition
 * @param needsLeft needed steps that are not completed yet
 * @param orderKey place in the queue: microseconds, the smaller is served first; 0 until ready
 * @param fence grows with every claim
 * @param attemptId the newest attempt
 * @param attempts how many attempts there were
 * @param failures attempts that failed
 * @param losses attempts whose lease ran out
 * @param output JSON; absent too where it was not read
 * @param stalledAt since when its agent gets nowhere; empty while it goes on
 */
public record StepRow(
        UUID id,
        UUID workspaceId,
        UUID runId,
        int ordinal,
        StepState state,
        int needsLeft,
        UUID requirementKey,
        long orderKey,
        long fence,
        Optional<UUID> attemptId,
        int attempts,
        int failures,
        int losses,
        Optional<String> output,
        Optional<String> summary,
        Optional<String> errorMessage,
        Optional<Instant> readyAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> stalledAt,
        long revision) {}
