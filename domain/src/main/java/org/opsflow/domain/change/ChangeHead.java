package org.opsflow.domain.change;

/**
 * Where a workspace's history ends.
 *
 * @param epoch changes when numbers start anew
 * @param n number of the newest change, 0 before the first
 */
public record ChangeHead(String epoch, long n) {}
