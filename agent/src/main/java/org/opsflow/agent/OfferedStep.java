package org.opsflow.agent;

/**
 * What is known of a step before it is claimed.
 *
 * @param runId the run it belongs to
 * @param key its id in the definition
 * @param name its name for people
 * @param type what kind of work it is
 */
public record OfferedStep(String runId, String key, String name, StepType type) {}
