package org.opsflow.system;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Welcome;

/** One Connect call on a connection of its own, whose frames are written by hand. */
final class Conversation implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int LARGEST_FRAME = 1 << 20;
    private static final int LARGEST_ANSWER = 64 << 20;

    private static final AtomicLong QUESTIONS = new AtomicLong();

    private final ManagedChannel channel;
    private final StreamObserver<AgentFrame> requests;
    private final Deque<ServerFrame> unread = new ArrayDeque<>();
    private Status end;

    private Conversation(ManagedChannel channel, String key) {
        this.channel = channel;
        this.requests = AgentServiceGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(key)))
                .connect(new Listener());
    }

    static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .maxInboundMessageSize(LARGEST_ANSWER)
                .build();
    }

    static Metadata bearer(String key) {
        var metadata = new Metadata();
        metadata.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        return metadata;
    }

    /** A call without any frame yet. */
    static Conversation open(int port, String key) {
        return new Conversation(channel(port), key);
    }

    /** Says Hello and returns when the server has answered. */
    static Conversation greeted(int port, String key, Hello hello) {
        var conversation = open(port, key);
        conversation.hello(hello);
        return conversation;
    }

    Welcome hello(Hello hello) {
        send(AgentFrame.newBuilder().setHello(hello).build());
        return await(ServerFrame::hasWelcome).getWelcome();
    }

    static Hello.Builder hello(String instance, int slots, List<String> capabilities) {
        return Hello.newBuilder()
                .setProtocolVersion(1)
                .setInstance(instance)
                .setAgentVersion("scripted")
                .setMaxConcurrent(slots)
                .addAllCapabilities(capabilities);
    }

    synchronized void send(AgentFrame frame) {
        if (end != null) {
            return;
        }
        try {
            requests.onNext(frame);
        } catch (IllegalStateException e) {
            // The call has ended under our hands; onError is on its way.
            return;
        }
    }

    /** Takes the first frame of this kind out of what came, and waits for it when there is none yet. */
    ServerFrame await(Predicate<ServerFrame> wanted) {
        return next(wanted, PATIENCE).orElseThrow(() -> new AssertionError("The server did not say it: " + seen()));
    }

    /** Empty when the time is over or the call has ended. */
    synchronized Optional<ServerFrame> next(Predicate<ServerFrame> wanted, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var found = unread.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                unread.removeFirstOccurrence(found.get());
                return found;
            }
            var left = deadline - System.nanoTime();
            if (end != null || left <= 0) {
                return Optional.empty();
            }
            pause(left);
        }
    }

    /** All that the server says to a frame; a report or a message is answered by one frame, sooner or later. */
    Answer say(AgentFrame frame) {
        send(frame);
        // The answer to this shows that the frame was read. No frame may ask the same: its answer would be taken for
        // this one's.
        var question = "offer_%026d".formatted(QUESTIONS.incrementAndGet());
        send(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(question))
                .build());
        // These two are not done on the thread that reads: the question behind them may be answered before.
        if ((frame.hasGoodbye() || frame.hasHello()) && frame.getSerializedSize() <= LARGEST_FRAME) {
            awaitEnd();
        }
        var frames = new ArrayList<ServerFrame>();
        var asked = next(said -> said.getRefused().getOfferId().equals(question), PATIENCE);
        if (asked.isPresent() && Frames.isAnswered(frame)) {
            next(Conversation::isAnswer, PATIENCE).ifPresent(frames::add);
        }
        frames.addAll(drain());
        if (asked.isEmpty() && end().isEmpty()) {
            throw new AssertionError("The server fell silent, it said only " + frames);
        }
        return new Answer(frames, end());
    }

    /** Offers that nobody wanted run out meanwhile, and are told by a refusal too. */
    private static boolean isAnswer(ServerFrame frame) {
        return frame.hasReceipt()
                || frame.hasRefused() && frame.getRefused().getOfferId().isEmpty();
    }

    /** Takes all that came and was not read. */
    synchronized List<ServerFrame> drain() {
        var all = new ArrayList<>(unread);
        unread.clear();
        return all;
    }

    /** The status with which the call ended; waits for it. */
    synchronized Status awaitEnd() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (end == null) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("The call did not end: " + seen());
            }
            pause(left);
        }
        return end;
    }

    synchronized Optional<Status> end() {
        return Optional.ofNullable(end);
    }

    private synchronized String seen() {
        return "ended with " + end + ", unread " + unread;
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements StreamObserver<ServerFrame> {
        @Override
        public void onNext(ServerFrame frame) {
            synchronized (Conversation.this) {
                unread.add(frame);
                Conversation.this.notifyAll();
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            ended(Status.OK);
        }

        private void ended(Status status) {
            synchronized (Conversation.this) {
                end = status;
                Conversation.this.notifyAll();
            }
        }
    }
}
