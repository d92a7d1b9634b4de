package org.opsflow.domain.shared;

/**
 * A part of the server that works by itself, on threads of its own. The server starts every bean of this type after
 * the tables and the first workspace are there, and is ready when all have started.
 */
public interface Startable {
    /** Its place: the smaller starts earlier and stops later. Doors come after what is behind them. */
    int order();

    /** Returns when the part works; what it throws keeps the server from becoming ready. */
    void start();

    /** Returns when the part's threads are gone; is called also when {@link #start} failed. */
    void stop();
}
