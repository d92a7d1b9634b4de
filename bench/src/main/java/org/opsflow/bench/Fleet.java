package org.opsflow.bench;

import com.google.gson.JsonObject;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Agents with a connection each, served by one event loop; it makes all calls but those of the totals. */
final class Fleet {
    private static final int CONNECT_SECONDS = 60;

    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final Moments moments;
    private final boolean byOffers;
    private final boolean holding;
    private CountDownLatch missing;
    private volatile boolean leaving;
    private volatile long granted;
    private volatile long done;
    private volatile long offersGone;
    private volatile long surprises;

    /**
     * @param byOffers whether the agents accept offers, instead of keeping standing credits
     * @param holding whether the agents work on each step until they are told to end it
     */
    Fleet(Moments moments, boolean byOffers, boolean holding) {
        this.moments = moments;
        this.byOffers = byOffers;
        this.holding = holding;
    }

    boolean holding() {
        return holding;
    }

    boolean byOffers() {
        return byOffers;
    }

    /** Returns when all are welcome. */
    void connect(int port, List<String> keys) throws InterruptedException {
        missing = new CountDownLatch(keys.size());
        for (String key : keys) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .eventLoopGroup(threads)
                    .channelType(NioSocketChannel.class)
                    .directExecutor()
                    .build();
            channels.add(channel);
            new BenchAgent(this).connect(channel, key);
        }
        if (!missing.await(CONNECT_SECONDS, TimeUnit.SECONDS)) {
            throw new BenchFailure(missing.getCount() + " agents were not welcome in " + CONNECT_SECONDS + " s.");
        }
    }

    void connected(BenchAgent agent, int heartbeatMillis) {
        missing.countDown();
        EventLoop loop = (EventLoop) threads.next();
        loop.scheduleAtFixedRate(agent::beat, heartbeatMillis, heartbeatMillis, TimeUnit.MILLISECONDS);
    }

    void granted(long task, long offeredAt, long grantedAt) {
        granted = granted + 1;
        if (moments.tellsAll()) {
            if (byOffers) {
                moments.tell(new Moment(Moment.Kind.OFFERED, task, offeredAt));
            }
            moments.tell(new Moment(Moment.Kind.GRANTED, task, grantedAt));
        }
    }

    void cancelled(long task, long at) {
        moments.tell(new Moment(Moment.Kind.CANCELLED, task, at));
    }

    void done(long task, long at) {
        done = done + 1;
        moments.tell(new Moment(Moment.Kind.DONE, task, at));
    }

    void offerGone() {
        offersGone = offersGone + 1;
    }

    void surprised(String what) {
        surprises = surprises + 1;
        System.err.println(what);
    }

    void broken(Throwable failure) {
        if (!leaving) {
            surprised("The connection of an agent broke: " + failure.getMessage());
        }
    }

    JsonObject totals() {
        JsonObject totals = new JsonObject();
        totals.addProperty("granted", granted);
        totals.addProperty("done", done);
        totals.addProperty("offers_gone", offersGone);
        totals.addProperty("surprises", surprises);
        return totals;
    }

    void leave() {
        leaving = true;
        channels.forEach(ManagedChannel::shutdownNow);
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
