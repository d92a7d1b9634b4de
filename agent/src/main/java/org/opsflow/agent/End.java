package org.opsflow.agent;

/**
 * How an agent's life ended.
 *
 * @param orderly true after {@link OpsflowAgent#stop}; false when the server or the disk left no way on
 * @param message one sentence for people
 */
public record End(boolean orderly, String message) {}
