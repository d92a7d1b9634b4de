package org.opsflow.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An attempt under way, as its handler sees it. All methods may be called from any thread. */
public interface Work {
    /** What is to be done. */
    Assignment assignment();

    /** Largest result in bytes that the server takes; a larger one becomes a failure with reason {@code too_large}. */
    int maxOutputBytes();

    /** Appends to the attempt's log. Kept on disk until the server has it; never waits for the network. */
    void log(byte[] bytes, int offset, int length) throws IOException;

    /** Shows one line on the card. Cheap: at most 4 a second are sent, the last one wins. */
    void progress(String line);

    /** Shows how far the work is. */
    void progress(int percent, String line);

    /**
     * Says how far the work is, so that another try of this step, on whichever agent, can go on from there: it finds the last
     * one in {@link Assignment#lastCheckpoint}. Returns at once; kept on disk until the server has it. When they come faster
     * than the server answers, the last one wins.
     */
    void checkpoint(Checkpoint reached);

    /** As {@link #checkpoint(Checkpoint)}, with 1 byte to 256 KiB that the handler understands. */
    default void checkpoint(byte[] state) {
        checkpoint(new Checkpoint.State(state.clone()));
    }

    /** Says something to people, on the step or the run. Returns at once; kept on disk until the server has it. */
    void comment(Comment remark);

    /**
     * Counts what a model was used for; people see the sums on the step and the run. Cheap: it is added up and sent at most
     * every 10 seconds and with the end, and counted once whatever happens to the connection. Say it after each call of a
     * model. A step of which nothing is said shows that nothing was reported.
     *
     * @throws IllegalArgumentException for the 33rd model of one attempt
     */
    void usage(ModelUsage used);

    /**
     * Asks people something; they see that the step waits for an answer. Returns at once, kept on disk until the server has
     * it: {@code join} the answer, or go on meanwhile. The attempt stays this agent's, and its time limit goes on. What
     * depends on the answer runs on a thread of its own.
     *
     * @return completes with what a person says, through reconnections; with {@link AskRefusedException} when the server does
     *     not take it, for example the 101st question of an attempt; and is cancelled when the work is stopped or ends.
     *     Cancelling it by yourself means that nobody waits any more; people are not told.
     */
    default CompletableFuture<Answer> ask(Ask ask) {
        throw new UnsupportedOperationException("This work has nobody to ask.");
    }

    /**
     * Stores a file under this attempt and waits until the server has it, through reconnections.
     *
     * @param name of 1 to 200 characters, without directories
     * @return the artifact's id
     * @throws ArtifactRefusedException when the server will not take it
     * @throws InterruptedException when the work is stopped meanwhile
     */
    String upload(Path file, String name) throws IOException, InterruptedException;

    /**
     * As {@link OpsflowAgent#send}; people see the message on this step.
     *
     * @return completes when it is stored; with {@link MessageRefusedException} when the server does not take it, for
     *     example since the attempt is no longer this agent's
     */
    default CompletableFuture<Void> send(Message message) {
        throw new UnsupportedOperationException("This work has nobody to write to.");
    }

    /** Runs the hook once when the work must stop: at once if it already must. Used to kill what the work started. */
    void onStop(Runnable hook);

    /**
     * Lets the work hear what people say to it: one after the other, in their order, on any thread. What was said before
     * comes at once. The server is told that it was heard when the listener returns.
     */
    default void onSteer(Consumer<Steer> listener) {}

    /**
     * Waits here while a person has this attempt paused, and returns at once when nobody has. Call it where the work may
     * rest, for example between two files: people see the step as paused when the work has come here. Meanwhile the
     * attempt stays this agent's, and its time limit does not run.
     *
     * @throws InterruptedException when the work must stop meanwhile
     */
    default void pausePoint() throws InterruptedException {}

    /** Whether a person asked this attempt to pause, for work that cannot wait in {@link #pausePoint}. */
    default boolean isPaused() {
        return false;
    }

    /** Instead of {@link #pausePoint}: lets the work be halted from outside, at once if that is asked for already. */
    default void onPause(PauseHook hook) {}

    /**
     * How long work that must stop may take to end in good order: some seconds when a person cancelled the run, else
     * zero.
     */
    default Duration stopGrace() {
        return Duration.ZERO;
    }

    /** Whether the work must stop. */
    boolean isStopped();
}
