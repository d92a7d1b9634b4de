package org.opsflow.domain.board;

import java.util.List;
import java.util.Optional;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.Workflow;

/**
 * A step with its output and all its attempts, the newest last.
 *
 * @param controls what people asked of its attempts, the oldest first
 * @param models what its attempts used, the most used first
 * @param checkpoint the last that was reported
 */
public record StepDetail(
        SeenStep seen,
        Workflow workflow,
        List<SeenAttempt> attempts,
        List<Control> controls,
        List<ModelUsage> models,
        Optional<SeenCheckpoint> checkpoint) {}
