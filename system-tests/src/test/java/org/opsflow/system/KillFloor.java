package org.opsflow.system;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server with short leases, the definitions of the kill tests, and one real agent that lives through all kills. */
final class KillFloor implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(2);

    static final List<String> POINTS = List.of(
            HoldingAgent.OFFERED,
            HoldingAgent.CLAIMED,
            HoldingAgent.STARTED,
            HoldingAgent.REPORTING,
            HoldingAgent.COMPLETING);

    /** Only who lives through all kills does the first steps: a holder that took one would never come to its points. */
    private static final String BEGIN = "begin";

    private static final String WITNESS =
            """
            echo "$OPSFLOW_RUN_ID $OPSFLOW_STEP $OPSFLOW_ATTEMPT $OPSFLOW_FENCE" >> {{ args.witness }}""";

    private static final String GATE = "\n      while [ ! -e {{ args.gate }} ]; do sleep 0.05; done";

    private final LiveServer server;
    private final Map<String, String> keys = new HashMap<>();
    private Runner survivor;

    private KillFloor(LiveServer server) {
        this.server = server;
    }

    static KillFloor open(Path directory) throws IOException, InterruptedException {
        var server = LiveServer.start(
                directory.resolve("data"),
                Map.of(
                        "OPSFLOW_LEASE", LEASE.toSeconds() + "s",
                        "OPSFLOW_HEARTBEAT_BUSY", "500ms",
                        "OPSFLOW_HEARTBEAT_IDLE", "1s",
                        "OPSFLOW_SWEEP", "1s",
                        // A step that is held at "offered" stays there.
                        "OPSFLOW_OFFER", "5m"));
        var floor = new KillFloor(server);
        for (var name : List.of("survivor", "holder", "runner", "heir", "finisher")) {
            floor.keys.put(name, server.people().registerAgent(name));
        }
        floor.survivor = floor.runner("survivor", directory.resolve("survivor"), List.of("script", BEGIN));
        return floor;
    }

    /** Only who finishes can do the last step: every run still has work after the kill. */
    private static String yaml(String point, String round) {
        return """
                name: Kill at %s, %s
                argsSchema:
                  type: object
                  properties:
                    witness: {type: string}
                    gate: {type: string}
                  required: [witness, gate]
                phases: [before, held, after]
                steps:
                  - id: first
                    phase: before
                    type: script
                    requires: ["%s"]
                    command: |
                      %s
                  - id: held
                    name: %s
                    phase: held
                    type: script
                    requires: ["%s"]
                    needs: [first]
                    command: |
                      %s%s
                  - id: last
                    phase: after
                    type: script
                    requires: ["%s"]
                    needs: [held]
                    command: |
                      %s
                """
                .formatted(
                        point,
                        round,
                        BEGIN,
                        WITNESS,
                        point,
                        HoldingAgent.capability(point, round),
                        WITNESS,
                        point.equals(HoldingAgent.STARTED) ? GATE : "",
                        finish(round),
                        WITNESS);
    }

    /** Rounds keep out of each other's way by the capabilities that their steps require. */
    static String finish(String round) {
        return "finish:" + round;
    }

    String submit(String point, String round, Witness witness, Path gate) {
        var args = new JsonObject();
        args.addProperty("witness", witness.file().toString());
        args.addProperty("gate", gate.toString());
        return server.people().submit(server.people().publish(yaml(point, round)), args);
    }

    Runner runner(String agent, Path work, List<String> capabilities) throws IOException {
        return Runner.start(server.grpcPort(), key(agent), work, POINTS.size(), capabilities);
    }

    String key(String agent) {
        return keys.get(agent);
    }

    LiveServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        if (survivor != null) {
            survivor.close();
        }
        server.close();
    }
}
