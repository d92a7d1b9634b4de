package org.opsflow.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server under test, and what people do there while the kit plays its agents. */
public interface Target {
    /** Of its agents' port on loopback. */
    int port();

    /** The key of an agent of this name, which is made when it is wanted first. */
    String key(String agent);

    /** The same server as another workspace has it, which knows nothing of this one. */
    Target neighbour();

    /** Of the agents' port of another server on the same database; the same when there is only one. */
    default int otherPort() {
        return port();
    }

    /** The id of the definition that is published as this YAML; the same YAML is published once. */
    String definition(String yaml);

    /** A person cancels the run. */
    void cancel(String runId);

    /** A person pauses the agent of this name. */
    void pause(String agent);

    /** A person lets the agent of this name go on; without effect when it is not paused. */
    void resume(String agent);

    /** A person pauses the work on the only step of the run. */
    void halt(String runId);

    /** A person lets the work on the only step of the run go on. */
    void goOn(String runId);

    /** A person says something to the agent that works on the only step of the run. */
    void steer(String runId, String text);

    /** A person sets what the agent of this name is to go by. */
    void configure(String agent, Map<String, Object> settings);

    /**
     * A person answers what the run asks.
     *
     * @param answer choice, text, approved
     * @return whether the answer was taken; not when there was one already
     * @throws AssertionError when people do not see this question, or see it more than once
     */
    boolean answer(String runId, String question, Map<String, Object> answer);

    /** What people see that was said of the run, the oldest first. */
    List<String> comments(String runId);

    /** The code of what people see is wrong with this process of the agent; empty when they see nothing of it. */
    Optional<String> trouble(String agent, String instance);

    /** A person dismisses what is shown to be wrong with the agent; false when nothing is. */
    boolean dismiss(String agent);

    /** Whether people see that this process has heard all that they asked of it. */
    boolean hasHeard(String instance);

    /** Somebody tells the server to stop. Only scripts that {@linkplain Script#isAboutAnEnd say so} need it. */
    void stop();

    /** Time passes until the leases of this agent have run out, which is not connected. */
    void lapse(String agent);
}
