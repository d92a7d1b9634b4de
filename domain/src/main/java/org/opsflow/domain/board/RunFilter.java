package org.opsflow.domain.board;

import java.util.Optional;
import org.opsflow.domain.workflow.RunState;

/**
 * Which runs are wanted; all of them where nothing is said.
 *
 * @param definition the slug of the definition they were started from, in whatever version
 */
public record RunFilter(Optional<RunState> state, Optional<String> definition) {
    public static final RunFilter ALL = new RunFilter(Optional.empty(), Optional.empty());
}
