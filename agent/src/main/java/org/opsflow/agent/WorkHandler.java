package org.opsflow.agent;

/**
 * What an agent can do. Called on a thread of its own for each attempt, at most {@code maxConcurrent} at once.
 *
 * <pre>{@code
 * OpsflowAgent agent = OpsflowAgent.builder()
 *         .key(key)
 *         .stateDirectory(Path.of("state"))
 *         .capability("function:greet")
 *         .handler(work -> Outcome.completed("{\"greeting\":\"hello\"}"))
 *         .start();
 * }</pre>
 */
@FunctionalInterface
public interface WorkHandler {
    /**
     * Does the work and says how it ended.
     *
     * <p>When the attempt is lost, timed out or the agent shuts down, the hooks of {@link Work#onStop} run and this
     * thread is interrupted; whatever is returned then counts only if it is a completion that came in time.
     *
     * @throws Exception reported as a retryable failure with reason {@code handler_error}
     */
    Outcome run(Work work) throws Exception;

    /** Whether this handler can do the step that is offered; must answer at once. A no is a Decline INCAPABLE. */
    default boolean accepts(OfferedStep step) {
        return true;
    }
}
