package org.opsflow.db;

/**
 * Something that holds at every moment between two transactions.
 *
 * @param sql each row of its result is a violation
 */
record Invariant(String name, String sentence, String sql) {}
