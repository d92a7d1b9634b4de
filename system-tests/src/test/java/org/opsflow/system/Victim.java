package org.opsflow.system;

import com.google.gson.JsonObject;
import io.grpc.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/**
 * A conversation in which an attempt runs, so that what is said wrongly could do harm. When the server ends the
 * conversation, or a report ends the attempt, the next {@link #ready} opens and starts new ones.
 */
final class Victim implements AutoCloseable {

    static final int LARGEST_FRAME = 1 << 20;
    private static final int SLOTS = 1_000;

    private final LiveServer server;
    private final String name;
    private final String key;
    private final String definition;
    private Conversation conversation;
    private String spentOffer;
    private ServerFrame granted;

    /**
     * What the server said to one frame.
     *
     * @param frames but not the answer to the question behind it that shows when all has been said
     * @param end with which the server ended the call, if it did
     */
    record Answer(List<ServerFrame> frames, Optional<Status> end) {

        boolean isReceipt() {
            return frames.stream().anyMatch(ServerFrame::hasReceipt);
        }

        /** The word for it: a refusal code, a status code, receipt, revoked or silence. */
        String word() {
            if (end.isPresent()) {
                return end.get().getCode().name();
            }
            return frames.stream()
                    .filter(frame -> frame.hasReceipt() || frame.hasRefused() || frame.hasRevoked())
                    .findFirst()
                    .map(Answer::word)
                    .orElse("SILENCE");
        }

        private static String word(ServerFrame frame) {
            return frame.hasRefused()
                    ? frame.getRefused().getCode().name().replace("REFUSAL_CODE_", "")
                    : frame.getBodyCase().name();
        }
    }

    Victim(LiveServer server, String name) {
        this.server = server;
        this.name = name;
        this.key = server.people().registerAgent(name);
        this.definition = server.people()
                .publish(
                        """
                name: Held by %s
                phases: [only]
                steps:
                  - id: step
                    phase: only
                    type: script
                    requires: ["%s"]
                    command: "true"
                """
                                .formatted(name, name));
    }

    String key() {
        return key;
    }

    String definition() {
        return definition;
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
        server.people().submit(definition, new JsonObject());
        send(AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(1)));
        granted = claim();
        send(report(1).setStarted(Started.getDefaultInstance()));
        conversation.await(frame -> frame.hasReceipt() && frame.getNumber() == 1);
        // What was left behind in an earlier conversation goes back into the queue, in its own time.
        Awaitility.await().atMost(Conversation.PATIENCE).until(() -> openAttempts() == 1);
        conversation.drain();
        return true;
    }

    private int openAttempts() throws SQLException {
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
        close();
        conversation = Conversation.open(server.grpcPort(), key);
        conversation.hello(
                Conversation.hello("victim", SLOTS, List.of("script", name)).build());
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

    /** All that the server says to a frame; a report is answered by one frame, sooner or later. */
    Answer say(AgentFrame frame, boolean isReport) {
        conversation.send(frame);
        send(AgentFrame.newBuilder().setAccept(Accept.newBuilder().setOfferId(spentOffer)));
        // These two are not done on the thread that reads: the question behind them may be answered before.
        if ((frame.hasGoodbye() || frame.hasHello()) && frame.getSerializedSize() <= LARGEST_FRAME) {
            conversation.awaitEnd();
        }
        var frames = new ArrayList<ServerFrame>();
        var asked = conversation.next(this::isEcho, Conversation.PATIENCE);
        if (asked.isPresent() && isReport) {
            conversation.next(Victim::isOfReport, Conversation.PATIENCE).ifPresent(frames::add);
        }
        frames.addAll(conversation.drain());
        if (asked.isEmpty() && conversation.end().isEmpty()) {
            throw new AssertionError("The server fell silent, it said only " + frames);
        }
        var answer = new Answer(frames, conversation.end());
        if (answer.isReceipt() && frame.getNumber() > 1) {
            granted = null;
        }
        return answer;
    }

    private boolean isEcho(ServerFrame frame) {
        return frame.hasRefused() && frame.getRefused().getOfferId().equals(spentOffer);
    }

    /** Offers that nobody wanted run out meanwhile, and are told by a refusal too. */
    private static boolean isOfReport(ServerFrame frame) {
        return frame.hasReceipt()
                || frame.hasRefused() && frame.getRefused().getOfferId().isEmpty();
    }

    private void send(AgentFrame.Builder frame) {
        conversation.send(frame.build());
    }

    /** Waits for a frame that comes by itself. */
    ServerFrame await(Predicate<ServerFrame> wanted) {
        return conversation.await(wanted);
    }

    @Override
    public void close() {
        if (conversation != null) {
            conversation.close();
        }
        granted = null;
    }
}
