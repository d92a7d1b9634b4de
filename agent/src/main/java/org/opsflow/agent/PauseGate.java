package org.opsflow.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the work on one attempt halts while a person has it paused: at the gate itself, or by the hook of whoever can halt
 * it from outside. Who asked is told when that is so; of two words only the last is answered.
 */
final class PauseGate {
    private static final Logger LOG = LoggerFactory.getLogger(PauseGate.class);

    /** Held while the hook is called, which may take its time. */
    private final Object hooking = new Object();

    private boolean hooked;

    private PauseHook hook;
    private boolean paused;
    private boolean closed;
    private Runnable answer = () -> {};

    /**
     * Returns at once; {@link #settle} is to follow on another thread.
     *
     * @param done called when the work has halted, or goes on
     */
    synchronized void want(boolean pause, Runnable done) {
        if (closed) {
            return;
        }
        paused = pause;
        answer = done;
        if (!pause && hook == null) {
            answer();
        }
        notifyAll();
    }

    /** Halts the work by its hook, or lets it go on; may block. */
    void settle() {
        synchronized (hooking) {
            boolean pause;
            PauseHook by;
            synchronized (this) {
                if (hook == null || closed) {
                    return;
                }
                pause = paused;
                by = hook;
            }
            try {
                move(by, pause);
            } catch (Exception e) {
                LOG.warn("the work could not be {}: {}", pause ? "paused" : "resumed", e.toString());
                return;
            }
            synchronized (this) {
                if (paused == pause) {
                    answer();
                }
            }
        }
    }

    private void move(PauseHook by, boolean pause) throws Exception {
        if (hooked == pause) {
            return;
        }
        if (pause) {
            by.pause();
        } else {
            by.resume();
        }
        hooked = pause;
    }

    void hook(PauseHook by) {
        synchronized (this) {
            hook = by;
        }
        settle();
    }

    /** Waits here while the work is paused. */
    synchronized void pass() throws InterruptedException {
        if (!paused) {
            return;
        }
        while (paused && !closed) {
            answer();
            wait();
        }
        if (closed) {
            throw new InterruptedException("the work must stop");
        }
    }

    synchronized boolean isPaused() {
        return paused && !closed;
    }

    /** The work ends or must stop: nobody waits any more. */
    synchronized void close() {
        closed = true;
        answer = () -> {};
        notifyAll();
    }

    private void answer() {
        Runnable last = answer;
        answer = () -> {};
        last.run();
    }
}
