package org.opsflow.grpc.boot;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that accept connections and serve them. Those that gRPC would bring end some time after its server, in the
 * background: an application server takes the application's classes away from under them.
 */
record EventLoops(EventLoopGroup accepting, EventLoopGroup serving) {
    /** As many as Netty finds fit for the machine. */
    private static final int USUAL = 0;

    private static final int END_S = 5;

    static EventLoops start() {
        return new EventLoops(group(1, "opsflow-grpc-accepting"), group(USUAL, "opsflow-grpc-serving"));
    }

    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /** Returns when they have ended. */
    void end() {
        end(accepting);
        end(serving);
    }

    private static void end(EventLoopGroup group) {
        group.shutdownGracefully(0, END_S, TimeUnit.SECONDS).awaitUninterruptibly(END_S, TimeUnit.SECONDS);
    }
}
