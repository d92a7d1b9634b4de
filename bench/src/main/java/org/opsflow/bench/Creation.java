package org.opsflow.bench;

/** A door by which tasks are created, one call each. */
interface Creation extends AutoCloseable {
    /** What becomes of a call; one of the three, on any thread. */
    interface Answer {
        void created(String runId);

        /** @param hinted whether the server says when to come back */
        void refused(boolean hinted);

        void failed(String why);
    }

    /** @param name of the run, which nobody else uses */
    void create(String name, Answer answer);

    @Override
    void close();
}
