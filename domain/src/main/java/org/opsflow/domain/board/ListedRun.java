package org.opsflow.domain.board;

import java.util.List;
import java.util.Optional;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.Usage;

/**
 * A run with its first steps.
 *
 * @param moreSteps where those begin that are not here; empty when all are
 * @param artifacts how many files its steps left behind
 * @param usage of all its steps, also of those that are not here; empty when none was reported
 * @param models what its steps used, the most used first, 100 at most; only of a run that was asked for by itself
 */
public record ListedRun(
        SeenRun seen, Optional<Cursor> moreSteps, int artifacts, Optional<Usage> usage, List<ModelUsage> models) {
    ListedRun with(List<ModelUsage> used) {
        return new ListedRun(seen, moreSteps, artifacts, usage, used);
    }
}
