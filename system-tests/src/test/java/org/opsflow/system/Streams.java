package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Drain;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/** Very many processes of one agent, each on a connection of its own; some of them work. */
final class Streams implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CALLERS = 32;
    private static final int AGAIN_MS = 700;

    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(CALLERS);
    private final List<Stream> all = new ArrayList<>();
    private final String key;
    private final List<String> capabilities;

    Streams(String key, String capability) {
        this.key = key;
        this.capabilities = List.of("script", capability);
    }

    private static final class Stream {
        private final String instance;
        private Conversation conversation;
        private String token = "";
        private ServerFrame granted;
        private Drain drain;

        Stream(int number) {
            instance = "stream-" + number;
        }
    }

    void connect(int port, int number) throws InterruptedException, ExecutionException {
        for (var i = 0; i < number; i++) {
            all.add(new Stream(i));
        }
        greet(port, stream -> 0);
    }

    /** Each waits for as long as it is to, says Hello, and again a while later when nobody is there. */
    private int greet(int port, ToIntFunction<Stream> wait) throws InterruptedException, ExecutionException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var greeted = new ArrayList<Future<Integer>>();
        for (var stream : all) {
            var kept = new CompletableFuture<Integer>();
            greeted.add(kept);
            callers.schedule(() -> greet(stream, port, kept, deadline), wait.applyAsInt(stream), TimeUnit.MILLISECONDS);
        }
        return sum(greeted);
    }

    /** @param kept how many attempts the server says that it still has */
    private void greet(Stream stream, int port, CompletableFuture<Integer> kept, long deadline) {
        stream.conversation = Conversation.open(port, key);
        var hello = Conversation.hello(stream.instance, 1, capabilities).setResumeToken(stream.token);
        if (stream.granted != null) {
            hello.addHeld(HeldLease.newBuilder()
                    .setAttemptId(stream.granted.getAttemptId())
                    .setFence(stream.granted.getFence()));
        }
        stream.conversation.send(AgentFrame.newBuilder().setHello(hello).build());
        var answer = stream.conversation.next(ServerFrame::hasWelcome, PATIENCE);
        if (answer.isPresent()) {
            stream.token = answer.get().getWelcome().getResumeToken();
            kept.complete(answer.get().getWelcome().getKeptCount());
        } else if (System.nanoTime() - deadline > 0) {
            kept.completeExceptionally(new AssertionError(stream.instance + " finds nobody."));
        } else {
            stream.conversation.close();
            callers.schedule(() -> greet(stream, port, kept, deadline), AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** The first so many take a step each, and begin it. */
    void take(int number) throws InterruptedException, ExecutionException {
        sum(callers.invokeAll(all.subList(0, number).stream()
                .<Callable<Integer>>map(stream -> () -> takes(stream))
                .toList()));
    }

    private static int takes(Stream stream) {
        stream.conversation.send(AgentFrame.newBuilder()
                .setCredits(Credits.newBuilder().setAmount(1))
                .build());
        var offer = heard(stream, "offer").getOffer().getOfferId();
        stream.conversation.send(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offer))
                .build());
        stream.granted = heard(stream, "granted");
        report(stream, AgentFrame.newBuilder().setNumber(1).setStarted(Started.getDefaultInstance()));
        return 1;
    }

    /** Waits until each was sent away; how long each is to stay away, in milliseconds. */
    List<Integer> areSentAway() {
        for (var stream : all) {
            stream.drain = heard(stream, "drain").getDrain();
            assertThat(stream.conversation.awaitEnd().getCode().name())
                    .as(stream.instance)
                    .isEqualTo("UNAVAILABLE");
        }
        return all.stream().map(stream -> stream.drain.getReconnectAfterMs()).toList();
    }

    /** Each when it was told to. Answers how many attempts they have kept. */
    int comeBack(int port) throws InterruptedException, ExecutionException {
        all.forEach(stream -> stream.conversation.close());
        return greet(port, stream -> stream.drain.getReconnectAfterMs());
    }

    void complete() throws InterruptedException, ExecutionException {
        sum(callers.invokeAll(all.stream()
                .filter(stream -> stream.granted != null)
                .<Callable<Integer>>map(stream -> () -> completes(stream))
                .toList()));
    }

    private static int completes(Stream stream) {
        report(stream, AgentFrame.newBuilder().setNumber(2).setCompleted(Completed.getDefaultInstance()));
        return 1;
    }

    private static void report(Stream stream, AgentFrame.Builder report) {
        stream.conversation.send(report.setAttemptId(stream.granted.getAttemptId())
                .setFence(stream.granted.getFence())
                .build());
        assertThat(heard(stream, "receipt").getNumber()).isEqualTo(report.getNumber());
    }

    /** Anything else than what is awaited is something that should not have been said. */
    private static ServerFrame heard(Stream stream, String kind) {
        var frame = stream.conversation
                .next(any -> true, PATIENCE)
                .orElseThrow(() ->
                        new AssertionError(stream.instance + " heard no " + kind + ", " + stream.conversation.end()));
        assertThat(frame.getBodyCase().name().toLowerCase(Locale.ROOT))
                .as(stream.instance + " hears " + frame)
                .isEqualTo(kind);
        return frame;
    }

    private static int sum(List<Future<Integer>> all) throws InterruptedException, ExecutionException {
        var sum = 0;
        for (var each : all) {
            sum += each.get();
        }
        return sum;
    }

    @Override
    public void close() {
        callers.shutdownNow();
        all.stream()
                .map(stream -> stream.conversation)
                .filter(conversation -> conversation != null)
                .forEach(Conversation::close);
    }
}
