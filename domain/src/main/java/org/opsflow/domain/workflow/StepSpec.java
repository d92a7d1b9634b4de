package org.opsflow.domain.workflow;

import java.time.Duration;
import java.util.List;

/**
 * A step as the definition says it.
 *
 * @param ordinal place in the file, from 0
 * @param key the step's id in the definition
 * @param phase index into the workflow's phases
 * @param needs ordinals of the steps that must be completed first
 * @param inputs ordinals of the steps whose outputs the agent gets: what it needs, and what its templates name
 * @param task what to do
 * @param preferred capabilities and labels; of several agents that wait, the one with most of them is chosen
 * @param timeout from start to finish
 * @param retries further tries after a retryable failure
 * @param stall what becomes of it without progress
 */
public record StepSpec(
        int ordinal,
        String key,
        String name,
        int phase,
        List<Integer> needs,
        List<Integer> inputs,
        StepTask task,
        Requirement requirement,
        List<String> preferred,
        Duration timeout,
        int retries,
        StallRule stall) {}
