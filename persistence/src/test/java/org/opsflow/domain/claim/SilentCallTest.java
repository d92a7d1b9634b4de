package org.opsflow.domain.claim;

import org.junit.jupiter.api.Test;

/** A call with a good key and nothing to say, at a server with its reconciler running. */
class SilentCallTest {
    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);

    @Test
    void isEndedByTheServer() {
        try (LiveNode node = LiveNode.start(floor, "silent-" + floor.workspace)) {
            agent.call(node);

            agent.awaitHeard("end PROTOCOL_VIOLATION");
        }
    }
}
