package org.opsflow.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the builder was told, checked.
 *
 * @param configured is told what people set for the agent
 * @param standingCredits whether the server is to send work without offering it first
 */
record Settings(
        Endpoint endpoint,
        Identity identity,
        boolean standingCredits,
        Path stateDirectory,
        WorkHandler handler,
        Optional<MessageHandler> messages,
        Consumer<AgentEvent> events,
        Consumer<String> configured) {
    /**
     * Where the server is, and how to prove who is calling.
     *
     * @param servers addresses of its nodes, at least one
     */
    record Endpoint(List<String> servers, String key, boolean tls, Optional<Path> ca) {}

    /** What Hello says of this process. An empty instance means: the last one, or one made from the host's name. */
    record Identity(
            String instance,
            String version,
            List<String> capabilities,
            Map<String, String> labels,
            int maxConcurrent) {}
}
