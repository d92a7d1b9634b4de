package org.opsflow.conformance;

/** A server under test, and what people do there while the kit plays its agents. */
public interface Target {
    /** Of its agents' port on loopback. */
    int port();

    /** The key of an agent of this name, which is made when it is wanted first. */
    String key(String agent);

    /** Of the agents' port of another server on the same database; the same when there is only one. */
    default int otherPort() {
        return port();
    }

    /** The id of a definition with so many script steps, none of which waits for another; they require this capability. */
    String definition(String capability, int steps);

    /** A person cancels the run. */
    void cancel(String runId);

    /** A person pauses the agent of this name. */
    void pause(String agent);

    /** A person lets the agent of this name go on; without effect when it is not paused. */
    void resume(String agent);

    /** Somebody tells the server to stop. Only scripts that {@linkplain Script#isAboutAnEnd say so} need it. */
    void stop();

    /** Time passes until the leases of this agent have run out, which is not connected. */
    void lapse(String agent);
}
