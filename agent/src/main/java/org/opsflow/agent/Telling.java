package org.opsflow.agent;

import java.util.function.Consumer;

/**
 * What the work says on its way that is to be reported, each in its rhythm.
 *
 * @param usage sums, at most every ten seconds
 * @param checkpoints the last one, as fast as they are answered
 * @param questions each, at once
 * @param comments each, at once
 */
record Telling(UsageMeter usage, CheckpointKeeper checkpoints, Questions questions, Consumer<Comment> comments) {}
