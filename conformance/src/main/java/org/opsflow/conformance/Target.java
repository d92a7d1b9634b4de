package org.opsflow.conformance;

/** A server under test, and what people do there while the kit plays its agents. */
public interface Target {
    /** Of its agents' port on loopback. */
    int port();

    /** The key of an agent of this name, which is made when it is wanted first. */
    String key(String agent);

    /** The id of a definition with one script step, which requires this capability. */
    String definition(String capability);

    /** A person cancels the run. */
    void cancel(String runId);
}
