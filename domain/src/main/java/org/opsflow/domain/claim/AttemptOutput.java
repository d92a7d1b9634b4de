package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;

/** Stores what running attempts print. */
@ApplicationScoped
public class AttemptOutput {
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private final Attempts attempts;
    private final Logs logs;
    private final Signals signals;
    private final InstantSource clock;

    @Inject
    AttemptOutput(Attempts attempts, Logs logs, Signals signals, InstantSource clock) {
        this.attempts = attempts;
        this.logs = logs;
        this.signals = signals;
        this.clock = clock;
    }

    AttemptOutput() {
        this(null, null, null, null);
    }

    /**
     * Appends bytes to the output of an open attempt; what is stored already is passed over.
     *
     * @param offset of the first byte in the attempt's output
     * @return the size of the stored output
     * @throws Problem LEASE_LOST when the attempt is not held under this fence, or OFFSET when bytes before the offset
     *     are missing
     */
    @Transactional
    public long append(Caller caller, UUID attemptId, long fence, long offset, byte[] data) {
        caller.require(Permission.WORK_ON_STEPS);
        AttemptRow attempt = held(attempts, caller, attemptId, fence);
        long stored = logs.size(attemptId);
        if (offset > stored) {
            throw Problem.conflict(
                    "offset",
                    "Only " + stored + " bytes are stored, so bytes before offset " + offset + " are missing.");
        }
        int known = (int) Math.min(stored - offset, data.length);
        if (known == data.length) {
            return stored;
        }
        byte[] fresh = Arrays.copyOfRange(data, known, data.length);
        logs.append(attempt.workspaceId(), attemptId, stored, fresh);
        goesOn(attempt);
        signals.output(attempt.workspaceId(), attempt.stepId(), attempt.number(), stored, fresh);
        return stored + fresh.length;
    }

    /** Who prints gets on. The session may be on another node, so that is stored; but not with every piece. */
    private void goesOn(AttemptRow attempt) {
        Duration quarter = attempt.stallAfter().dividedBy(4);
        Duration seldom = quarter.compareTo(SELDOM) < 0 ? quarter : SELDOM;
        if (Duration.between(attempt.progressAt(), clock.instant()).compareTo(seldom) > 0) {
            attempts.progressed(List.of(new Attempts.Progress(attempt.id(), Duration.ZERO)));
        }
    }

    /** The attempt, if the caller's agent holds it under this fence; locked until the commit. */
    static AttemptRow held(Attempts attempts, Caller caller, UUID attemptId, long fence) {
        return attempts.lock(List.of(attemptId)).stream()
                .filter(row -> row.workspaceId().equals(caller.workspaceId()))
                .filter(row -> row.agentId().equals(caller.id()))
                .filter(row -> row.fence() == fence && row.state().isOpen())
                .findFirst()
                .orElseThrow(() -> Problem.conflict(
                        "lease_lost", "This attempt is not held under this fence any more: stop its work."));
    }
}
