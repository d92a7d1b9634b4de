package org.opsflow.domain.board;

import java.time.Instant;
import java.util.List;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.claim.Gate;

/**
 * A workspace's board. It may already hold changes after its head, which are then told again: their revisions say so.
 *
 * @param runs those that are not finished, and the 50 finished last
 * @param gates the 500 that have waited longest for a person to say something, without their contexts
 */
public record Snapshot(ChangeHead head, Instant at, List<SeenRun> runs, List<SeenAgent> agents, List<Gate> gates) {}
