package org.opsflow.domain.claim;

import java.util.UUID;

/** Where live messages that are not kept go: to whoever looks at the board. Calls return at once and may be lost. */
public interface Signals {
    void step(StepSignal signal);

    void process(ProcessSignal signal);

    /**
     * Output of a running attempt was stored.
     *
     * @param attempt number of the attempt, 1 for the first
     * @param offset bytes before this piece
     */
    void output(UUID workspaceId, UUID stepId, int attempt, long offset, byte[] data);
}
