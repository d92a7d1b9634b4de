package org.opsflow.domain.shared;

import java.time.Duration;

/**
 * What an operator can set, as the rules see it; the keys and their defaults stand in docs/configuration.md.
 *
 * @param node this server's name, the same after a restart, different on every node
 * @param lease how long an agent's attempts stay its own after its last proof of life
 * @param heartbeatBusy between heartbeats of an agent that holds attempts
 * @param heartbeatIdle between heartbeats of an agent that holds none
 * @param offer how long an offer waits for Accept
 * @param sweep between the reconciler's sweeps when nothing is due
 * @param lanes how many lanes write
 * @param maxLosses leases of one step that may run out before the step fails
 * @param maxArtifactBytes the largest artifact
 */
public record Settings(
        String node,
        Duration lease,
        Duration heartbeatBusy,
        Duration heartbeatIdle,
        Duration offer,
        Duration sweep,
        int lanes,
        int maxLosses,
        long maxArtifactBytes) {

    public static Settings defaults() {
        return new Settings(
                "node-1",
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1,
                5,
                100L << 20);
    }
}
