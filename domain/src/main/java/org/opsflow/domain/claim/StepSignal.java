package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A sign of life of a running step, shown and not kept; the last one wins. Members that a signal does not know are
 * empty and leave what is shown.
 *
 * @param percent 0 to 100
 * @param line at most 4 KiB
 * @param aliveAt when the agent was last heard of
 */
public record StepSignal(
        UUID workspaceId,
        UUID runId,
        UUID stepId,
        OptionalInt percent,
        Optional<String> line,
        int loop,
        int maxLoops,
        Instant aliveAt) {}
