package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.grpc.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.db.Invariants;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.system.Mutants.Mutant;

/**
 * Every frame of the contract with every field said wrongly, to a server with an attempt that could be harmed. A frame
 * is refused in the conversation or ends it with a status of the contract; what is refused has changed nothing.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class HostileFrameIT {

    /** The contract: a call ends with nothing else. UNAVAILABLE is for a server that stops, which this one does not. */
    private static final Set<String> ENDS = Set.of("FAILED_PRECONDITION", "RESOURCE_EXHAUSTED");

    /** What a report or a message adds rows to beside the live log; a kind that adds any, and is not here, is found. */
    private static final Map<String, Set<String>> STORED = Map.of(
            "usage", Set.of("attempt_usage"),
            "completed", Set.of("attempt_usage"),
            "failed", Set.of("attempt_usage"),
            "checkpoint", Set.of("step_checkpoint", "blob", "blob_chunk"),
            "ask", Set.of("gate"),
            "comment", Set.of("run_comment"),
            "message", Set.of("message", "message_delivery"),
            "agent_error", Set.of("agent_error"));

    private final LiveServer server;
    private final Victim victim;

    /** Of what is receipted again, whatever else it says. */
    private final Set<String> receipted = new HashSet<>();

    private Connection database;

    HostileFrameIT(LiveServer server) {
        this.server = server;
        this.victim = new Victim(server, "victim");
    }

    @BeforeAll
    void begin() {
        Leftovers.end(server);
    }

    @BeforeEach
    void open() {
        database = server.connect();
    }

    @AfterEach
    void stillServes() throws SQLException {
        assertThat(server.failures()).isEmpty();
        assertThat(Invariants.check(database)).isEmpty();
        database.close();
        victim.close();
    }

    /** What an agent said is wrong with it stays when it leaves, and is over when it comes back. */
    @AfterAll
    void leavesNobodyInTrouble() {
        victim.comesBack();
        victim.close();
    }

    /** Kinds of frames, from the descriptor. */
    static Stream<String> kinds() {
        return Frames.bodies().stream().map(FieldDescriptor::getName);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesWhateverIsWrongInsideAConversation(String kind) throws SQLException {
        var words = new TreeMap<String, Integer>();
        for (var fence : List.of(0, 7)) {
            var count = new AtomicInteger();
            for (var mutant = next(kind, fence, count); mutant.isPresent(); mutant = next(kind, fence, count)) {
                words.merge(says(kind, mutant.get()), 1, Integer::sum);
            }
        }
        System.out.println("hostile " + kind + ": " + words);
    }

    /** Made when its turn has come: it names the attempt that runs then. */
    private Optional<Mutant> next(String kind, int stale, AtomicInteger count) {
        victim.ready();
        var frame = frame(kind, victim.fence() + stale);
        // What a second Hello says does not matter.
        var mutants = kind.equals("hello") ? List.of(new Mutant("as it is", frame)) : Mutants.of(frame);
        var turn = count.getAndIncrement();
        return turn < mutants.size() ? Optional.of(mutants.get(turn)) : Optional.empty();
    }

    private String says(String kind, Mutant mutant) throws SQLException {
        var frame = (AgentFrame) mutant.message();
        var what = mutant.name() + ", fence " + frame.getFence();
        var isLive = frame.getAttemptId().equals(victim.attemptId()) && frame.getFence() == victim.fence();
        var before = Tables.of(database);
        var answer = saidInTime(frame);
        var word = answer.word();
        if (answer.end().isPresent()) {
            assertThat(word).as("%s: %s", what, answer.end().get()).isIn(kind.equals("goodbye") ? Set.of("OK") : ENDS);
            return word;
        }
        assertThat(word)
                .as(what)
                .isNotIn(Frames.isAnswered(frame) ? Set.of("OVERLOADED", "SILENCE") : Set.of("OVERLOADED"));
        if (word.equals("RECEIPT")) {
            assertThat(isKnownByItsId(frame) || isLive).as(what).isTrue();
        }
        if (frame.getSerializedSize() > Conversation.LARGEST_FRAME) {
            assertThat(word).as(what).isEqualTo("TOO_LARGE");
            assertThat(answer.frames().get(0).getNumber()).as(what).isEqualTo(frame.getNumber());
        }
        var after = Tables.of(database);
        if (answer.isReceipt()) {
            var growth = after.growthSince(before);
            growth.remove("change_entry");
            growth.keySet().removeAll(STORED.getOrDefault(kind, Set.of()));
            assertThat(growth).as("%s adds no row but where it is stored", what).isEmpty();
        } else {
            assertThat(after).as("%s changes nothing", what).isEqualTo(before);
        }
        return word;
    }

    /** An agent may not send messages as fast as this: what the server had no time for is said again when it wants it. */
    private Answer saidInTime(AgentFrame frame) {
        while (true) {
            var answer = victim.say(frame);
            var busy = answer.refused()
                    .filter(refused -> refused.getCode() == RefusalCode.REFUSAL_CODE_OVERLOADED)
                    .filter(refused -> Frames.clientId(frame).isPresent());
            if (busy.isEmpty()) {
                return answer;
            }
            pause(busy.get().getRetryAfterMs());
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Such a frame need not name an attempt, and is receipted again whatever it names. */
    private boolean isKnownByItsId(AgentFrame frame) {
        return Frames.clientId(frame)
                .map(id -> !receipted.add(id) || frame.getAttemptId().isEmpty())
                .orElse(false);
    }

    @Test
    void refusesOrTakesEveryHelloAsAWhole() throws SQLException {
        var words = new TreeMap<String, Integer>();
        victim.ready();
        for (var mutant : Mutants.of(frame("hello", 0))) {
            words.merge(greets(mutant), 1, Integer::sum);
        }
        System.out.println("hostile hello first: " + words);
    }

    private String greets(Mutant mutant) throws SQLException {
        var before = Tables.of(database);
        var frame = (AgentFrame) mutant.message();
        try (var call = Conversation.open(server.grpcPort(), victim.key())) {
            call.send(frame);
            var answer = call.next(any -> true, Conversation.PATIENCE);
            if (answer.isEmpty()) {
                assertThat(call.awaitEnd().getCode().name()).as(mutant.name()).isIn(ENDS);
            } else if (answer.get().hasRefused()) {
                assertThat(frame.getSerializedSize()).as(mutant.name()).isGreaterThan(Conversation.LARGEST_FRAME);
                assertThat(answer.get().getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_TOO_LARGE);
            }
            if (answer.isPresent() && answer.get().hasWelcome()) {
                call.send(frame("goodbye", 0));
                assertThat(call.awaitEnd().getCode()).isEqualTo(Status.Code.OK);
                await().atMost(Conversation.PATIENCE)
                        .untilAsserted(() -> assertThat(Tables.of(database).growthSince(before))
                                .as(mutant.name())
                                .containsEntry("change_entry", 2L)
                                .isIn(Map.of("change_entry", 2L), Map.of("change_entry", 2L, "agent_session", 1L)));
                return "WELCOME";
            }
            assertThat(Tables.of(database))
                    .as("%s changes nothing", mutant.name())
                    .isEqualTo(before);
            return call.end().map(end -> end.getCode().name()).orElse("TOO_LARGE");
        }
    }

    private AgentFrame frame(String kind, long fence) {
        return Frames.of(kind, victim.attemptId(), fence, victim.spentOffer());
    }
}
