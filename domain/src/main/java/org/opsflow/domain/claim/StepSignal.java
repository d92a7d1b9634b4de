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
        Instant aliveAt) {

    /** What this one does not know stays as an older one said it. */
    public StepSignal after(StepSignal older) {
        return new StepSignal(
                workspaceId,
                runId,
                stepId,
                percent.isPresent() ? percent : older.percent,
                line.or(older::line),
                loop > 0 ? loop : older.loop,
                maxLoops > 0 ? maxLoops : older.maxLoops,
                aliveAt);
    }
}
