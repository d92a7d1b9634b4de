package org.opsflow.domain.board;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.opsflow.domain.claim.AttemptState;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Usage;

/**
 * One try of a step as its detail shows it.
 *
 * @param usage empty when none was reported
 */
public record SeenAttempt(
        UUID id,
        int number,
        long fence,
        AttemptState state,
        OptionalInt exitCode,
        Optional<String> reason,
        Optional<String> errorMessage,
        AgentFace agent,
        Instant leasedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Usage> usage) {}
