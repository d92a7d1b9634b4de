package org.opsflow.domain.claim;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much an agent's process has to do, by its own word; empty is what it does not know. Shows, never decides.
 *
 * @param freeSlots how many more attempts it could take on, 0 to 1,000
 * @param cpuPercent 0 to 100 of all cores of its machine
 * @param freeMemoryBytes of its machine
 * @param freeDiskBytes where it works
 */
public record Load(
        OptionalInt freeSlots, OptionalInt cpuPercent, OptionalLong freeMemoryBytes, OptionalLong freeDiskBytes) {
    /** Of a process that says nothing of it. */
    public static final Load UNKNOWN =
            new Load(OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());
}
