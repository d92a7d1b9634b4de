package org.opsflow.domain.board;

import java.util.Optional;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.StepRow;

/**
 * A step with who works or worked on it.
 *
 * @param agent empty before the first claim, and while the step waits to be claimed again
 */
public record SeenStep(StepRow step, Optional<AgentFace> agent) {}
