package org.opsflow.conformance;

import java.nio.file.Path;

/** Plays scripts. A script that the other side does not keep to ends with {@link Refuted}, which says where and why. */
public final class Kit {
    private static final int TRIES_ON_A_SLOW_MACHINE = 3;

    private Kit() {}

    /**
     * Starts an agent and plays its server.
     *
     * @param directory empty; what the agent printed stays there
     */
    public static void testAgent(Script script, Program agent, Path directory, Meddler meddler) {
        try (ServerPlayer player = new ServerPlayer(script, agent, directory, meddler)) {
            player.play(script);
        }
    }

    /** Plays agents of a server that runs. */
    public static void testServer(Script script, Target server, Meddler meddler) {
        for (int left = TRIES_ON_A_SLOW_MACHINE; ; left--) {
            try (AgentPlayer player = new AgentPlayer(server, meddler)) {
                try {
                    player.play(script);
                    return;
                } catch (Refuted e) {
                    if (!player.wasSlow() || meddler.hasStruck() || left == 0) {
                        throw e;
                    }
                }
            }
        }
    }
}
