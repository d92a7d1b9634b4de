package org.opsflow.domain.board;

import java.time.Instant;
import java.util.List;
import org.opsflow.domain.change.ChangeHead;

/**
 * A workspace's board. It may already hold changes after its head, which are then told again: their revisions say so.
 *
 * @param runs those that are not finished, and the 50 finished last
 */
public record Snapshot(ChangeHead head, Instant at, List<SeenRun> runs, List<SeenAgent> agents) {}
