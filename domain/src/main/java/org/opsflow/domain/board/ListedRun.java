package org.opsflow.domain.board;

import java.util.Optional;
import org.opsflow.domain.shared.Cursor;

/**
 * A run with its first steps.
 *
 * @param moreSteps where those begin that are not here; empty when all are
 * @param artifacts how many files its steps left behind
 */
public record ListedRun(SeenRun seen, Optional<Cursor> moreSteps, int artifacts) {}
