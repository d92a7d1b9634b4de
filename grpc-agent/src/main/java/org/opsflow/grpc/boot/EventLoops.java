package org.opsflow.grpc.boot;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that accept connections and serve them. Those that gRPC would bring end some time after its server, in the
 * background: an application server takes the application's classes away from under them.
 */
final class EventLoops {
    /** As many as Netty finds fit for the machine. */
    private static final int USUAL = 0;

    private static final int END_S = 5;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final EventLoopGroup accepting = group(1, "opsflow-grpc-accepting");
    private final EventLoopGroup serving = group(USUAL, "opsflow-grpc-serving");

    private EventLoopGroup group(int size, String name) {
        ThreadFactory usual = new DefaultThreadFactory(name, true);
        ThreadFactory factory = work -> remember(usual.newThread(work));
        return new MultiThreadIoEventLoopGroup(size, factory, NioIoHandler.newFactory());
    }

    private Thread remember(Thread thread) {
        threads.add(thread);
        return thread;
    }

    EventLoopGroup accepting() {
        return accepting;
    }

    EventLoopGroup serving() {
        return serving;
    }

    /** Returns when their threads have ended. */
    void end() throws InterruptedException {
        accepting.shutdownGracefully(0, END_S, TimeUnit.SECONDS);
        serving.shutdownGracefully(0, END_S, TimeUnit.SECONDS);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(END_S));
        }
    }
}
