package org.opsflow.domain.claim;

import java.util.UUID;

/** How far the work on a step is, for its next attempt; what it means is between the agents. */
public sealed interface Checkpoint {
    /** @param bytes at most as many as one chunk of a blob holds */
    record State(byte[] bytes) implements Checkpoint {}

    /** @param artifactId a file of the same run */
    record File(UUID artifactId) implements Checkpoint {}
}
