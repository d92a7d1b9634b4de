package org.opsflow.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * An attempt on this agent's floor: working → reporting (its terminal report is in the outbox) → gone with the receipt;
 * or lost on the way. It leaves the floor, and frees its slot, when nothing runs and nothing waits for a receipt.
 * Belongs to the control thread.
 */
final class Attempt {
    enum State {
        WORKING,
        REPORTING,
        LOST
    }

    /** Why we told the work to stop although the attempt is ours. */
    enum StopCause {
        TIMEOUT,
        SHUTDOWN
    }

    /** So that nobody looks all the time whether it goes on. */
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    private final Lease lease;
    private final String name;
    private final Optional<LiveWork> work;
    private State state;
    private StopCause stopCause;
    private boolean running;
    private boolean mayEnd;
    private boolean awaited;
    private long lastNumber;
    private boolean halted;
    private long haltedSince;
    private Duration rest = Duration.ZERO;

    /** A claim that was granted just now. */
    static Attempt granted(LiveWork work, long lastNumber) {
        Attempt attempt =
                new Attempt(work.assignment().lease(), work.assignment().stepName(), Optional.of(work), State.WORKING);
        attempt.running = true;
        attempt.lastNumber = lastNumber;
        return attempt;
    }

    /** One that an earlier process finished, but got no receipt for. */
    static Attempt ofEarlierProcess(Lease lease, long lastNumber) {
        Attempt attempt = new Attempt(lease, lease.attemptId(), Optional.empty(), State.REPORTING);
        attempt.lastNumber = lastNumber;
        return attempt;
    }

    private Attempt(Lease lease, String name, Optional<LiveWork> work, State state) {
        this.lease = lease;
        this.name = name;
        this.work = work;
        this.state = state;
    }

    Lease lease() {
        return lease;
    }

    String name() {
        return name;
    }

    Optional<LiveWork> work() {
        return work;
    }

    State state() {
        return state;
    }

    boolean isRunning() {
        return running;
    }

    void returned() {
        running = false;
    }

    void reporting() {
        state = State.REPORTING;
    }

    void markLost() {
        state = State.LOST;
    }

    /** The server waits to hear that nothing of it runs any more. */
    void awaited() {
        awaited = true;
    }

    boolean isAwaited() {
        return awaited;
    }

    /** The work is about to be stopped although the attempt is ours: what it returns is judged by the first cause. */
    void stopping(StopCause cause) {
        if (stopCause == null) {
            stopCause = cause;
        }
    }

    /** What a stop turned into failure is reported as what it was; a success that came in time stays one. */
    Outcome judge(Outcome outcome) {
        if (stopCause == null || outcome instanceof Outcome.Completed) {
            return outcome;
        }
        return switch (stopCause) {
            case TIMEOUT -> timedOut();
            case SHUTDOWN -> Outcome.released("the agent shuts down");
        };
    }

    Outcome timedOut() {
        String limit = work.map(each -> each.assignment().timeout().toMillis() / 1000.0 + " s")
                .orElse("its limit");
        return Outcome.failed(FailureKind.RETRYABLE, "timeout", "stopped after " + limit);
    }

    /** By the word of a person the work has come to a halt, or goes on. */
    void halted(boolean isSo) {
        if (halted) {
            rest = rest.plusNanos(System.nanoTime() - haltedSince);
        }
        halted = isSo;
        haltedSince = System.nanoTime();
    }

    /** For how long the work has been halted since this was asked last: so much later its time is up. */
    Duration takeRest() {
        halted(halted);
        Duration taken = halted && rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
        rest = Duration.ZERO;
        return taken;
    }

    /** The terminal report waits for the log; from now on it does not. */
    void mayEnd() {
        mayEnd = true;
    }

    boolean isFreeToEnd() {
        return mayEnd;
    }

    long nextNumber() {
        return ++lastNumber;
    }

    void withdrawNumber() {
        lastNumber--;
    }

    long lastNumber() {
        return lastNumber;
    }
}
