package org.opsflow.domain.change;

import java.time.Instant;

/**
 * One entry of a workspace's history.
 *
 * @param n dense within the workspace and epoch
 */
public record NumberedChange(long n, Instant at, String type, String data) {}
