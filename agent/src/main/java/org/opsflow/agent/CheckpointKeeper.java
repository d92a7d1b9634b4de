package org.opsflow.agent;

import java.util.Optional;

/**
 * The newest checkpoint of an attempt that was not reported yet. While a report has no answer the next one waits, and the
 * last one wins: what nobody needs any more does not pile up. May be called from any thread.
 */
final class CheckpointKeeper {
    private final Runnable alarm;
    private Optional<Checkpoint> newest = Optional.empty();
    private boolean underWay;
    private boolean closed;

    /** @param alarm is told when {@link #take} is to be called */
    CheckpointKeeper(Runnable alarm) {
        this.alarm = alarm;
    }

    synchronized void put(Checkpoint reached) {
        if (closed) {
            return;
        }
        newest = Optional.of(reached);
        if (!underWay) {
            underWay = true;
            alarm.run();
        }
    }

    /** What is to be reported; empty when that was taken already. */
    synchronized Optional<Checkpoint> take() {
        Optional<Checkpoint> taken = newest;
        newest = Optional.empty();
        underWay = taken.isPresent();
        return taken;
    }

    /** What was taken has its answer. */
    synchronized void answered() {
        if (underWay && newest.isPresent()) {
            alarm.run();
        } else {
            underWay = false;
        }
    }

    /** Takes what is left; what comes afterwards is reported by nobody. */
    synchronized Optional<Checkpoint> close() {
        closed = true;
        return take();
    }
}
