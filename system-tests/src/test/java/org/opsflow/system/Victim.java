package org.opsflow.system;

import com.google.gson.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Goodbye;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;
import org.opsflow.proto.agent.v1.Welcome;

/**
 * A conversation in which an attempt runs, so that what is said wrongly could do harm. When the server ends the
 * conversation, or a report ends the attempt, the next {@link #ready} opens and starts new ones.
 */
final class Victim implements AutoCloseable {

    private static final int SLOTS = 1_000;

    private final LiveServer server;
    private final People people;
    private final String name;
    private final String key;
    private final String definition;
    private final List<String> runs = new ArrayList<>();
    private Conversation conversation;
    private String spentOffer;
    private ServerFrame granted;

    Victim(LiveServer server, String name) {
        this(server, server.people(), name);
    }

    /** @param people of the workspace that it works in */
    Victim(LiveServer server, People people, String name) {
        this.server = server;
        this.people = people;
        this.name = name;
        this.key = people.registerAgent(name);
        // It tells of no progress for as long as a suite plays with it, and is not to be shown as stalled for that.
        this.definition = people.publish(
                """
                name: Held by %s
                phases: [only]
                steps:
                  - id: step
                    phase: only
                    type: script
                    requires: ["%s"]
                    command: "true"
                    stallAfter: 24h
                """
                        .formatted(name, name));
    }

    String key() {
        return key;
    }

    String definition() {
        return definition;
    }

    String runId() {
        return granted.getGranted().getRunId();
    }

    String attemptId() {
        return granted.getAttemptId();
    }

    long fence() {
        return granted.getFence();
    }

    /** An offer that was good once. */
    String spentOffer() {
        return spentOffer;
    }

    /** Afterwards there is a conversation, and an attempt that runs in it. True when one was made anew. */
    boolean ready() {
        if (conversation != null && conversation.end().isEmpty() && granted != null) {
            return false;
        }
        if (conversation == null || conversation.end().isPresent()) {
            connect();
        }
        submit();
        send(AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(1)));
        granted = claim();
        send(report(1).setStarted(Started.getDefaultInstance()));
        conversation.await(frame -> frame.hasReceipt() && frame.getNumber() == 1);
        // What was left behind in an earlier conversation goes back into the queue, in its own time.
        Awaitility.await().atMost(Conversation.PATIENCE).until(() -> openAttempts() == 1);
        conversation.drain();
        return true;
    }

    private void submit() {
        runs.add(people.submit(definition, new JsonObject()));
    }

    int openAttempts() throws SQLException {
        try (var connection = server.connect();
                var count =
                        connection.prepareStatement("SELECT COUNT(*) FROM attempt a JOIN agent g ON g.id = a.agent_id"
                                + " WHERE g.slug = ? AND a.state IN ('leased', 'running')")) {
            count.setString(1, name);
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private void connect() {
        comesBack();
    }

    /** On a new connection, with what it says it holds. */
    Welcome comesBack(Reports.Of... held) {
        if (conversation != null) {
            conversation.close();
        }
        conversation = Conversation.open(server.grpcPort(), key);
        var hello = Conversation.hello("victim", SLOTS, List.of("script", name));
        for (var attempt : held) {
            hello.addHeld(
                    HeldLease.newBuilder().setAttemptId(attempt.attemptId()).setFence(attempt.fence()));
        }
        return conversation.hello(hello.build());
    }

    /** Gets an offer that waits for an answer. */
    String offered() {
        if (conversation == null || conversation.end().isPresent()) {
            connect();
        }
        submit();
        send(AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(1)));
        return conversation.await(ServerFrame::hasOffer).getOffer().getOfferId();
    }

    /** Accepts an offer, and is granted it. */
    void takes(String offer) {
        send(AgentFrame.newBuilder().setAccept(Accept.newBuilder().setOfferId(offer)));
        granted = conversation.await(
                frame -> frame.hasGranted() && frame.getGranted().getOfferId().equals(offer));
    }

    /** Runs of conversations that ended are in the queue too: any of them will do. */
    private ServerFrame claim() {
        while (true) {
            var offer = conversation.await(ServerFrame::hasOffer).getOffer().getOfferId();
            send(AgentFrame.newBuilder().setAccept(Accept.newBuilder().setOfferId(offer)));
            var answer = conversation.await(frame -> frame.hasGranted()
                    || frame.hasRefused() && frame.getRefused().getOfferId().equals(offer));
            if (answer.hasGranted()) {
                spentOffer = offer;
                return answer;
            }
        }
    }

    /** An envelope for a report of the attempt. */
    AgentFrame.Builder report(long number) {
        return AgentFrame.newBuilder()
                .setAttemptId(attemptId())
                .setFence(fence())
                .setNumber(number);
    }

    /** All that the server says to a frame. */
    Answer say(AgentFrame frame) {
        var answer = conversation.say(frame);
        var isOurs = granted != null && frame.getAttemptId().equals(attemptId()) && frame.getFence() == fence();
        if (isOurs && answer.isReceipt() && Frames.isEnd(frame) && frame.getNumber() > 1) {
            granted = null;
        }
        return answer;
    }

    private void send(AgentFrame.Builder frame) {
        conversation.send(frame.build());
    }

    /** Reports the attempt's good end. */
    void complete() {
        send(report(2).setCompleted(Completed.getDefaultInstance()));
        conversation.await(frame -> frame.hasReceipt() && frame.getNumber() == 2);
        granted = null;
    }

    /** Waits for a frame that comes by itself. */
    ServerFrame await(Predicate<ServerFrame> wanted) {
        return conversation.await(wanted);
    }

    /** Leaves nothing behind that would come to its end while others look at the tables, or at the board. */
    @Override
    public void close() {
        if (conversation == null) {
            return;
        }
        if (conversation.end().isPresent()) {
            connect();
        }
        send(AgentFrame.newBuilder().setGoodbye(Goodbye.getDefaultInstance()));
        conversation.awaitEnd();
        conversation.close();
        conversation = null;
        granted = null;
        Awaitility.await().atMost(Conversation.PATIENCE).until(() -> openAttempts() == 0);
        runs.forEach(people::cancel);
        runs.clear();
    }
}
