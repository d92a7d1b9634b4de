package org.opsflow.domain.board;

/** Whether what the server stands on works. */
public interface Vitals {
    /** Whether the database answers now; never throws. */
    boolean databaseAnswers();
}
