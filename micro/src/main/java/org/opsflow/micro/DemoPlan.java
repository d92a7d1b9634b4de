package org.opsflow.micro;

import java.nio.file.Path;

/**
 * What the demo works with.
 *
 * @param home the clone with the demo's definition, its scripts and the agent's distribution
 * @param repository the Git repository to look at
 * @param directory the server's data and the agents' work
 * @param agentsConnectTo where agents find their door; null for the server's own address
 */
record DemoPlan(Path home, Path repository, Path directory, String agentsConnectTo) {

    Path definition() {
        return home.resolve("demo/repository-health.yaml");
    }

    Path scripts() {
        return home.resolve("demo/scripts");
    }

    /** Where the report of a run is kept: with what the clone's build made. */
    Path report(String runId) {
        return home.resolve("target/demo").resolve(runId + ".md");
    }

    Path agentJar() {
        return home.resolve("agent/target/agent/opsflow-agent.jar");
    }
}
