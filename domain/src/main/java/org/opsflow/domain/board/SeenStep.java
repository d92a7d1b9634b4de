package org.opsflow.domain.board;

import java.util.Optional;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.StepPause;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.Usage;

/**
 * A step with who works or worked on it.
 *
 * @param agent empty before the first claim, and while the step waits to be claimed again
 * @param pause of the attempt at work
 * @param usage of all its attempts; empty when none was reported
 */
public record SeenStep(StepRow step, Optional<AgentFace> agent, Optional<StepPause> pause, Optional<Usage> usage) {}
