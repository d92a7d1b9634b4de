package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A node of a run. Pending until the steps it needs are completed, then ready: in the queue. A claim leases it to one
 * attempt under a new fence; the attempt runs it and completes or fails it. When the attempt's lease runs out, or the
 * agent gives it back, or a failure may be tried again, the step is ready once more. It is skipped when its run fails,
 * cancelled when its run is.
 *
 * <p>Consistency: change it only under its row lock, after its run's.
 */
public final class Step {
    private final StepRow loaded;
    private StepState state;
    private int needsLeft;
    private long orderKey;
    private long fence;
    private Optional<UUID> attemptId;
    private int attempts;
    private int failures;
    private int losses;
    private Optional<String> output;
    private Optional<String> summary;
    private Optional<String> errorMessage;
    private Optional<Instant> readyAt;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private Optional<Instant> stalledAt;
    private long revision;

    public Step(StepRow row) {
        loaded = row;
        state = row.state();
        needsLeft = row.needsLeft();
        orderKey = row.orderKey();
        fence = row.fence();
        attemptId = row.attemptId();
        attempts = row.attempts();
        failures = row.failures();
        losses = row.losses();
        output = row.output();
        summary = row.summary();
        errorMessage = row.errorMessage();
        readyAt = row.readyAt();
        startedAt = row.startedAt();
        endedAt = row.endedAt();
        stalledAt = row.stalledAt();
        revision = row.revision();
    }

    public UUID id() {
        return loaded.id();
    }

    public UUID runId() {
        return loaded.runId();
    }

    public UUID workspaceId() {
        return loaded.workspaceId();
    }

    public int ordinal() {
        return loaded.ordinal();
    }

    public UUID requirementKey() {
        return loaded.requirementKey();
    }

    public StepState state() {
        return state;
    }

    public long orderKey() {
        return orderKey;
    }

    public long fence() {
        return fence;
    }

    public int attempts() {
        return attempts;
    }

    public int failures() {
        return failures;
    }

    public int losses() {
        return losses;
    }

    /** The attempt that holds it; empty when none does. */
    public Optional<UUID> holder() {
        return state == StepState.LEASED || state == StepState.RUNNING ? attemptId : Optional.empty();
    }

    /** A needed step is completed. True when it was the last one. */
    public boolean needMet() {
        needsLeft--;
        return needsLeft == 0 && state == StepState.PENDING;
    }

    /** Enters the queue, for the first time or again. */
    public void ready(long newOrderKey, Instant now) {
        move(StepState.READY);
        orderKey = newOrderKey;
        readyAt = Optional.of(now);
        startedAt = Optional.empty();
    }

    public void claim(UUID attempt) {
        move(StepState.LEASED);
        fence++;
        attempts++;
        attemptId = Optional.of(attempt);
        errorMessage = Optional.empty();
    }

    public void start(Instant now) {
        move(StepState.RUNNING);
        startedAt = Optional.of(now);
    }

    public void complete(String outputJson, String text, Instant now) {
        move(StepState.COMPLETED);
        output = Optional.of(outputJson);
        summary = Optional.of(text);
        endedAt = Optional.of(now);
    }

    /** Counts a failure and keeps its message, before the step is ready again or has failed. */
    public void countFailure(String message) {
        failures++;
        errorMessage = Optional.of(message);
    }

    /** Counts a lease that ran out, before the step is ready again or has failed. */
    public void countLoss(String message) {
        losses++;
        errorMessage = Optional.of(message);
    }

    public void fail(Instant now) {
        move(StepState.FAILED);
        endedAt = Optional.of(now);
    }

    public void skip(Instant now) {
        move(StepState.SKIPPED);
        endedAt = Optional.of(now);
    }

    public void cancel(Instant now) {
        move(StepState.CANCELLED);
        endedAt = Optional.of(now);
    }

    public boolean isStalled() {
        return stalledAt.isPresent();
    }

    /** Its agent lives, and gets nowhere: until it goes on, or the step moves. */
    public void stall(Instant now) {
        stalledAt = Optional.of(now);
        revision++;
    }

    public void goOn() {
        stalledAt = Optional.empty();
        revision++;
    }

    private void move(StepState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Step " + id() + " is " + state.word() + " and cannot become " + next.word());
        }
        state = next;
        stalledAt = Optional.empty();
        revision++;
    }

    public StepRow row() {
        return new StepRow(
                loaded.id(),
                loaded.workspaceId(),
                loaded.runId(),
                loaded.ordinal(),
                state,
                needsLeft,
                loaded.requirementKey(),
                orderKey,
                fence,
                attemptId,
                attempts,
                failures,
                losses,
                output,
                summary,
                errorMessage,
                readyAt,
                startedAt,
                endedAt,
                stalledAt,
                revision);
    }
}
