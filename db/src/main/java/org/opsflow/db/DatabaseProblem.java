package org.opsflow.db;

/** Something about the database that its operator has to mend; the message is one sentence that says what and how. */
public final class DatabaseProblem extends RuntimeException {

    DatabaseProblem(String sentence) {
        super(sentence);
    }

    DatabaseProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
