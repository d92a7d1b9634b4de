package org.opsflow.agent;

/** Halts work from outside and lets it go on. Called for one after the other, on any thread. */
public interface PauseHook {
    /**
     * Brings the work to a halt; people see it as paused when this returns.
     *
     * @throws Exception when it cannot: people see that it was asked for and not done
     */
    void pause() throws Exception;

    /** @throws Exception when it cannot */
    void resume() throws Exception;
}
