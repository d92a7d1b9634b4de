package org.opsflow.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceStub;
import org.opsflow.proto.agent.v1.Priority;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;
import org.opsflow.proto.agent.v1.SubmitRequest;

/** Plays agents. */
final class AgentPlayer extends Player {
    private static final String ECHO = "offer_00000000000000000000000000";
    private static final int LARGEST_ANSWER = 64 << 20;
    /** An offer is good for 5 s: who took longer cannot tell a server that is too strict from a machine that is slow. */
    private static final long SLOW_NANOS = 1_500_000_000L;

    /** To an offer, or to what a standing credit was granted. */
    private static final Set<String> ANSWERS = Set.of("accept", "decline", "started");

    private final Target target;
    private final Relay relay;
    private final Relay otherRelay;
    private final String capability = "kit:" + UUID.randomUUID().toString().substring(0, 8);
    private final PeopleAround people;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<Runnable> leftovers = new ArrayList<>();
    private volatile long offeredAt;
    private boolean wasSlow;

    AgentPlayer(Target target, Meddler meddler) {
        super(meddler);
        this.target = target;
        relay = new Relay(target.port());
        otherRelay = new Relay(target.otherPort());
        values.set("capability", capability);
        values.set("other_capability", capability + "-other");
        values.set("instance", "kit-" + UUID.randomUUID());
        people = new PeopleAround(target, values, patience);
    }

    /** Whether a failure may be the machine's, and not the server's. */
    boolean wasSlow() {
        return wasSlow || sinceOffer() > SLOW_NANOS;
    }

    private long sinceOffer() {
        return offeredAt == 0 ? 0 : System.nanoTime() - offeredAt;
    }

    @Override
    boolean own(String word, Object value) {
        switch (word) {
            case "connect" -> connect(Script.cast(value));
            case "cut" -> cut((int) value);
            case "silence" -> relay.fallSilent();
            case "submit" -> submit(Script.cast(value));
            case "claim" -> claim(Script.cast(value));
            case "log" -> log(Script.cast(value));
            case "flood" -> flood(Script.cast(value));
            case "cut_off" -> cutOff(Script.cast(value));
            default -> {
                return people.own(word, value);
            }
        }
        return true;
    }

    /** A call on a connection of its own, without any frame yet. */
    private void connect(Map<String, Object> how) {
        ManagedChannel channel = channel(how.containsKey("at") ? otherRelay : relay);
        Call call = new Call();
        stub(channel, of(how), (String) how.getOrDefault("as", "kit")).connect(call);
        add((String) how.get("line"), call.line);
    }

    /** In whose workspace it happens. */
    private Target of(Map<String, Object> what) {
        return what.containsKey("of") ? target.neighbour() : target;
    }

    private ManagedChannel channel(Relay to) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", to.port())
                .usePlaintext()
                .maxInboundMessageSize(LARGEST_ANSWER)
                .build();
        channels.add(channel);
        return channel;
    }

    private static AgentServiceStub stub(ManagedChannel channel, Target of, String agent) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + of.key(agent));
        return AgentServiceGrpc.newStub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** @param number of the connection, from 0 on */
    private void cut(int number) {
        channels.get(number).shutdownNow();
    }

    private void submit(Map<String, Object> what) {
        Map<String, Object> wanted = new HashMap<>(Map.of("requires", List.of("$capability")));
        wanted.putAll(what);
        Target of = of(what);
        SubmitRequest request = SubmitRequest.newBuilder()
                .setClientId("kit-" + UUID.randomUUID())
                .setDefinitionId(of.definition(Workflow.yaml(Script.cast(values.fill(wanted)))))
                .setPriority(Priority.valueOf((String) what.getOrDefault("priority", "PRIORITY_URGENT")))
                .build();
        CompletableFuture<String> run = new CompletableFuture<>();
        stub(channel(relay), of, "kit")
                .submit(request, new Answer<>(response -> run.complete(response.getRunId()), run));
        String id = run.join();
        leftovers.add(() -> of.cancel(id));
        values.set((String) what.get("run"), id);
    }

    /** Takes the next offer; one that ran out on the way is made again. */
    private void claim(Map<String, Object> names) {
        while (true) {
            values.expect(
                    Map.of("offer", Map.of("offer_id", "some", "run_id", names.getOrDefault("run", "some"))),
                    peekOffer());
            send(frame(Map.of("accept", Map.of("offer_id", "$offer"))));
            Message answer = line().next();
            if (!Frames.kind(answer).equals("refused")) {
                values.expect(
                        Map.of(
                                "attempt_id", names.get("attempt"),
                                "fence", names.get("fence"),
                                "granted", Map.of("offer_id", "$offer", "last_number", 0)),
                        answer);
                return;
            }
            values.expect(Map.of("refused", Map.of("code", "REFUSAL_CODE_OFFER_GONE", "offer_id", "$offer")), answer);
            Refuted.unless(wasSlow(), "an offer that it has just made is gone");
        }
    }

    private Message peekOffer() {
        Message frame = line().next();
        if (frame instanceof ServerFrame server && server.hasOffer()) {
            values.set("offer", server.getOffer().getOfferId());
        }
        return frame;
    }

    @Override
    void send(Message frame) {
        String kind = Frames.kind(frame);
        if (ANSWERS.contains(kind)) {
            wasSlow |= sinceOffer() > SLOW_NANOS;
        }
        super.send(frame);
    }

    /** Bytes of an attempt's log; the call's end, and how much is stored. */
    private void log(Map<String, Object> what) {
        Map<String, Object> filled = Script.cast(values.fill(what));
        CompletableFuture<Status> end = new CompletableFuture<>();
        StreamObserver<StreamLogsRequest> call =
                stub(channel(relay), target, "kit").streamLogs(new LogEnd(end));
        StreamLogsRequest opening = StreamLogsRequest.newBuilder()
                .setAttemptId((String) filled.get("attempt"))
                .setFence(Long.parseUnsignedLong(String.valueOf(filled.get("fence"))))
                .build();
        call.onNext(opening);
        call.onNext(StreamLogsRequest.newBuilder()
                .setOffset((int) filled.getOrDefault("offset", 0))
                .setData(ByteString.copyFromUtf8((String) filled.get("data")))
                .build());
        call.onCompleted();
        Refuted.unless(patience.until(end::isDone), "the log's call does not end");
        Refuted.unless(
                end.join().getCode().name().equals(filled.get("ends")), "the log's call ended with " + end.join());
    }

    /** The same frame, so many times, as fast as the connection takes it. */
    private void flood(Map<String, Object> what) {
        Message frame = frame(what.get("frame"));
        for (int i = 0; i < (int) what.get("times"); i++) {
            line().send(frame);
        }
    }

    /** Hears again, and finds behind what was left unread that the server has ended the call. */
    private void cutOff(Map<String, Object> how) {
        line().reading(true);
        line().awaitEnd();
        while (line().poll().isPresent()) {
            // Of no interest: the answers to the flood.
        }
        ended(how);
    }

    @Override
    Message.Builder frame() {
        return AgentFrame.newBuilder();
    }

    @Override
    void askForEcho(Line line) {
        line.send(frame(Map.of("accept", Map.of("offer_id", ECHO))));
    }

    @Override
    boolean isEcho(Message frame) {
        return values.matches(Map.of("refused", Map.of("offer_id", ECHO)), frame);
    }

    /** Leaves nothing in the queue, and nobody paused. */
    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        relay.close();
        otherRelay.close();
        people.close();
        leftovers.forEach(Runnable::run);
    }

    private final class Call implements ClientResponseObserver<AgentFrame, ServerFrame>, Line.Wire {
        private final Line line = new Line(meddler, patience, this);
        private final Hearing<ServerFrame> hearing = new Hearing<>(line, () -> {});
        private ClientCallStreamObserver<AgentFrame> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<AgentFrame> starting) {
            call = starting;
            call.disableAutoRequestWithInitial(1);
        }

        @Override
        public void send(Message frame) {
            try {
                call.onNext((AgentFrame) frame);
            } catch (IllegalStateException ended) {
                // The call has ended under our hands; its end is on its way.
                return;
            }
        }

        @Override
        public void request() {
            call.request(1);
        }

        @Override
        public void end(Status status) {
            call.cancel("as scripted", null);
        }

        @Override
        public void onNext(ServerFrame frame) {
            boolean isStanding =
                    frame.hasGranted() && frame.getGranted().getOfferId().isEmpty();
            if (frame.hasOffer() || isStanding) {
                offeredAt = System.nanoTime();
            }
            hearing.onNext(frame);
        }

        @Override
        public void onError(Throwable failure) {
            hearing.onError(failure);
        }

        @Override
        public void onCompleted() {
            hearing.onCompleted();
        }
    }

    private record LogEnd(CompletableFuture<Status> end) implements StreamObserver<StreamLogsResponse> {
        @Override
        public void onNext(StreamLogsResponse response) {}

        @Override
        public void onError(Throwable failure) {
            end.complete(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            end.complete(Status.OK);
        }
    }
}
