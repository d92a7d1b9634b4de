package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One try of a step, held by one agent session under one fence. Leased by the claim, running from the first report,
 * then completed, failed, released, lost, or stopping and cancelled; it never opens again.
 *
 * <p>Consistency: change it only under its row lock, after its run's and its step's. The number of the last report
 * moves with that report's effect, in one transaction: that is what makes each report take effect exactly once.
 */
final class Attempt {
    private final AttemptRow loaded;
    private AttemptState state;
    private long lastReport;
    private int asks;
    private OptionalInt exitCode;
    private Optional<String> reason;
    private Optional<String> errorMessage;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private Instant progressAt;

    Attempt(AttemptRow row) {
        loaded = row;
        state = row.state();
        lastReport = row.lastReport();
        asks = row.asks();
        exitCode = row.exitCode();
        reason = row.reason();
        errorMessage = row.errorMessage();
        startedAt = row.startedAt();
        endedAt = row.endedAt();
        progressAt = row.progressAt();
    }

    UUID id() {
        return loaded.id();
    }

    UUID runId() {
        return loaded.runId();
    }

    UUID stepId() {
        return loaded.stepId();
    }

    UUID sessionId() {
        return loaded.sessionId();
    }

    long fence() {
        return loaded.fence();
    }

    boolean isOpen() {
        return state.isOpen();
    }

    AttemptState state() {
        return state;
    }

    long lastReport() {
        return lastReport;
    }

    void reported(long number, Instant now) {
        lastReport = number;
        progressAt = now;
    }

    void goOn(Instant now) {
        progressAt = now;
    }

    Instant progressAt() {
        return progressAt;
    }

    int asks() {
        return asks;
    }

    void asked() {
        asks++;
    }

    void start(Instant now) {
        move(AttemptState.RUNNING);
        startedAt = Optional.of(now);
    }

    void complete(OptionalInt exit, Instant now) {
        end(AttemptState.COMPLETED, now);
        exitCode = exit;
    }

    void fail(String why, String message, OptionalInt exit, Instant now) {
        end(AttemptState.FAILED, now);
        reason = Optional.of(why);
        errorMessage = Optional.of(message);
        exitCode = exit;
    }

    void release(String message, Instant now) {
        end(AttemptState.RELEASED, now);
        reason = Optional.of("released");
        errorMessage = Optional.of(message);
    }

    void lose(String why, String message, Instant now) {
        end(AttemptState.LOST, now);
        reason = Optional.of(why);
        errorMessage = Optional.of(message);
    }

    /** The run was cancelled: what the agent still reports is refused, and it is told to stop. */
    void stop(String message, Instant now) {
        end(AttemptState.STOPPING, now);
        reason = Optional.of("cancelled");
        errorMessage = Optional.of(message);
    }

    /** Nothing of it runs any more, or nobody knows. */
    void stopped() {
        move(AttemptState.CANCELLED);
    }

    private void end(AttemptState next, Instant now) {
        move(next);
        endedAt = Optional.of(now);
    }

    private void move(AttemptState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Attempt " + id() + " is " + state.word() + " and cannot become " + next.word());
        }
        state = next;
    }

    AttemptRow row() {
        return new AttemptRow(
                loaded.id(),
                loaded.workspaceId(),
                loaded.runId(),
                loaded.stepId(),
                loaded.number(),
                loaded.fence(),
                loaded.sessionId(),
                loaded.agentId(),
                state,
                lastReport,
                asks,
                exitCode,
                reason,
                errorMessage,
                loaded.leasedAt(),
                startedAt,
                endedAt,
                progressAt,
                loaded.stallAfter());
    }
}
