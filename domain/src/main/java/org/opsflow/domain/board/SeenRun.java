package org.opsflow.domain.board;

import java.util.List;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunRow;

/**
 * A run with the version it was made from.
 *
 * @param steps by ordinal; empty in lists
 */
public record SeenRun(RunRow run, Definition definition, List<SeenStep> steps) {}
