package org.opsflow.domain.board;

import java.util.List;
import java.util.Optional;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunRow;

/**
 * A run with the version it was made from.
 *
 * @param steps by ordinal; empty in lists
 * @param canceller the name of who cancelled it
 */
public record SeenRun(RunRow run, Definition definition, List<SeenStep> steps, Optional<String> canceller) {}
