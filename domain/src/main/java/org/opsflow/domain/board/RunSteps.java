package org.opsflow.domain.board;

import org.opsflow.domain.shared.Page;
import org.opsflow.domain.workflow.Workflow;

/** Some steps of a run, with the workflow that says what they do. */
public record RunSteps(Workflow workflow, Page<SeenStep> page) {}
