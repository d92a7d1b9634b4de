package org.opsflow.domain.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * An attempt as it is stored.
 *
 * @param id the accepted offer's id, which makes a repeated Accept recognisable
 * @param number 1 for the first try of the step
 * @param lastReport the highest report number whose effect is stored
 * @param asks how often it has asked people something
 * @param reason why it failed, was released or lost, in a word
 * @param progressAt when there was progress last, as far as that is stored
 * @param stallAfter for how long there may be none
 */
public record AttemptRow(
        UUID id,
        UUID workspaceId,
        UUID runId,
        UUID stepId,
        int number,
        long fence,
        UUID sessionId,
        UUID agentId,
        AttemptState state,
        long lastReport,
        int asks,
        OptionalInt exitCode,
        Optional<String> reason,
        Optional<String> errorMessage,
        Instant leasedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Instant progressAt,
        Duration stallAfter) {}
