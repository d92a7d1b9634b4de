package org.opsflow.grpc.boot;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What strangers send to the agents' door is refused, not told: Netty would write a stack trace for each of them. An
 * operator who wants to read them sets the level of the logger.
 */
final class NettyLog {
    // Held here: a logger nobody refers to forgets its level.
    private static final List<Logger> TALKATIVE = List.of(
            Logger.getLogger("io.grpc.netty.NettyServerHandler"),
            Logger.getLogger("io.grpc.netty.NettyServerStream"),
            Logger.getLogger("io.grpc.netty.NettyServerTransport"));

    private NettyLog() {}

    static void leaveOutStrangers() {
        TALKATIVE.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
