package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a definition. Made pending with its first steps ready; running from the first step that begins;
 * completed when all its steps are. When a step fails for good the run is doomed: no further step starts, those with an
 * agent end, and with the last of them the run is failed. When a person cancels it, all its open steps end at once, and
 * it counts the attempts whose agents still have to stop.
 *
 * <p>Consistency: change it only under its row lock. It counts its open and live steps, so that no move has to look at
 * all steps.
 */
public final class Run {
    private static final int ERROR_LENGTH = 4_000;

    private final RunRow loaded;
    private final List<Integer> phaseOpen;
    private RunState state;
    private int stepsOpen;
    private int stepsLive;
    private int stopping;
    private Optional<String> errorMessage;
    private Optional<Cancellation> cancellation;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private long revision;

    public Run(RunRow row) {
        loaded = row;
        phaseOpen = new ArrayList<>(row.phaseOpen());
        state = row.state();
        stepsOpen = row.stepsOpen();
        stepsLive = row.stepsLive();
        stopping = row.stopping();
        errorMessage = row.errorMessage();
        cancellation = row.cancellation();
        startedAt = row.startedAt();
        endedAt = row.endedAt();
        revision = row.revision();
    }

    public UUID id() {
        return loaded.id();
    }

    public UUID workspaceId() {
        return loaded.workspaceId();
    }

    public int priority() {
        return loaded.priority();
    }

    public RunState state() {
        return state;
    }

    public int stepsLive() {
        return stepsLive;
    }

    /** A step failed for good: no further step may start. */
    public boolean isDoomed() {
        return errorMessage.isPresent();
    }

    /** Index of the first phase with an open step; empty when all are done. */
    public Optional<Integer> currentPhase() {
        for (int phase = 0; phase < phaseOpen.size(); phase++) {
            if (phaseOpen.get(phase) > 0) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    public void stepReady() {
        stepsLive++;
        revision++;
    }

    /** A step began. True when it was the first, which makes the run running. */
    public boolean stepStarted(Instant now) {
        if (state != RunState.PENDING) {
            return false;
        }
        move(RunState.RUNNING);
        startedAt = Optional.of(now);
        revision++;
        return true;
    }

    /** A step reached a final state; the run does too when it was the last. */
    public void stepEnded(int phase, boolean wasLive, Instant now) {
        phaseOpen.set(phase, phaseOpen.get(phase) - 1);
        stepsOpen--;
        if (wasLive) {
            stepsLive--;
        }
        revision++;
        if (stepsOpen == 0) {
            move(end());
            endedAt = Optional.of(now);
        }
    }

    private RunState end() {
        if (cancellation.isPresent()) {
            return RunState.CANCELLED;
        }
        return isDoomed() ? RunState.FAILED : RunState.COMPLETED;
    }

    /** All its open steps have to end in the same batch: with the last of them it is cancelled. */
    public void cancel(Cancellation how) {
        cancellation = Optional.of(how);
        revision++;
    }

    /** An agent has to stop what it does for this run. */
    public void stopping() {
        stopping++;
    }

    /** An agent has stopped what it did for this run, or is gone. */
    public void stopped() {
        stopping--;
        revision++;
    }

    public void doom(String reason) {
        errorMessage = Optional.of(reason.length() > ERROR_LENGTH ? reason.substring(0, ERROR_LENGTH) : reason);
        revision++;
    }

    private void move(RunState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Run " + id() + " is " + state.word() + " and cannot become " + next.word());
        }
        state = next;
    }

    public RunRow row() {
        return new RunRow(
                loaded.id(),
                loaded.workspaceId(),
                loaded.definitionId(),
                loaded.name(),
                loaded.args(),
                loaded.priority(),
                state,
                List.copyOf(phaseOpen),
                loaded.stepsTotal(),
                stepsOpen,
                stepsLive,
                stopping,
                errorMessage,
                cancellation,
                loaded.clientId(),
                loaded.createdBy(),
                loaded.createdAt(),
                startedAt,
                endedAt,
                revision);
    }
}
