package org.opsflow.domain.workspace;

/** The stored workspaces. */
public interface Workspaces {
    /** Whether there is any; false only before the first start. */
    boolean exist();

    /** Stores it at once, so that of two nodes that start together one waits here for the other and then fails. */
    void add(Workspace workspace);
}
