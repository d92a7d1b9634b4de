package org.opsflow.domain.workflow;

import java.time.Duration;

/**
 * What becomes of a step whose agent lives but gets nowhere.
 *
 * @param after for how long there may be no progress
 * @param reassigns whether it is then taken from the agent; else people are shown that it is stalled
 */
public record StallRule(Duration after, boolean reassigns) {
    /** Of steps that say nothing of it. */
    public static final StallRule USUAL = new StallRule(Duration.ofMinutes(10), false);
}
