package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Requirement;

/** What a node does at the word of another: it looks, and does what it sees. */
class WakeUpsTest {
    private final Hall hall = new Hall();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final FakeOpening opening = new FakeOpening();
    private final FakeReading reading = new FakeReading();
    private final SessionDesk desk = new SessionDesk(
            opening, hall.dispatcher, new Lanes(), null, new ClaimNews((kind, text) -> told.add(kind + " " + text)));
    private final WakeUps wakeUps = new WakeUps(reading, desk, Thread::new, Settings.defaults());
    private final FakeOut out = new FakeOut();

    @BeforeEach
    void connect() {
        Caller caller = new Caller(hall.workspace, Caller.Kind.AGENT, hall.ids.next(), "Kenji", Role.BOT);
        desk.converse(caller, out).hello(new Hello("i1", "1", List.of("script"), 2, Optional.empty(), List.of()));
        wakeUps.start();
    }

    @AfterEach
    void stop() {
        wakeUps.stop();
    }

    @Test
    void tellsOtherNodesOfASessionThatWasOpenedHere() {
        assertThat(told).containsExactly("session " + opening.id + " 1");
    }

    @Test
    void learnsOfAQueueThatItDidNotKnow() {
        ReadyStep step = hall.storedStep(1, "script");
        desk.sessions().forEach(session -> session.credits(1, OptionalInt.empty()));

        wakeUps.heard("ready", hall.workspace + " " + step.requirementKey());
        await().until(hall.dispatcher::wantsRead);
        hall.read();

        assertThat(out.offers).extracting(FakeOut.Offered::step).containsExactly(step.id());
    }

    @Test
    void asksOnceForAQueueThatNobodyHereCanWorkOn() {
        ReadyStep gpu = hall.storedStep(1, "gpu");
        for (int i = 0; i < 3; i++) {
            wakeUps.heard("ready", hall.workspace + " " + gpu.requirementKey());
        }
        lookedAtEverything();

        assertThat(reading.requirements).hasValue(1);
    }

    @Test
    void looksForWhatANodeHadThatIsGone() {
        hall.storedStep(1, "script");
        hall.dispatcher.learn(hall.workspace, hall.requirements.values());
        hall.read();
        ReadyStep left = hall.storedStep(0, "script");
        desk.sessions().forEach(session -> session.credits(1, OptionalInt.empty()));

        wakeUps.heard("gone", "");
        await().until(hall.dispatcher::wantsRead);
        hall.read();
        desk.sessions().forEach(session -> session.credits(1, OptionalInt.empty()));

        assertThat(out.offers).extracting(FakeOut.Offered::step).contains(left.id());
    }

    @Test
    void endsAConnectionThatWasTakenOverAtAnotherNode() {
        reading.epochs = Map.of(opening.id, 2L);

        wakeUps.heard("session", opening.id + " 2");

        await().until(() -> out.said.contains("end SUPERSEDED"));
    }

    @Test
    void endsNoConnectionThatIsTheNewestByTheDatabase() {
        reading.epochs = Map.of(opening.id, 1L);

        wakeUps.heard("session", opening.id + " 2");
        lookedAtEverything();

        assertThat(out.said).containsExactly("welcome");
    }

    @Test
    void tellsAnAgentToStopWhatWasCancelledAtAnotherNode() {
        UUID attempt = hall.ids.next();
        reading.stops.add(new Stop(attempt, hall.ids.next(), opening.id, 1, "The run was cancelled."));

        wakeUps.heard("stop", hall.ids.next().toString());
        lookedAtEverything();
        assertThat(reading.stopsRead)
                .describedAs("of a session that is not here")
                .hasValue(0);
        wakeUps.heard("stop", opening.id.toString());

        await().until(() -> out.said.contains("revoked CANCELLED"));
    }

    @Test
    void tellsTheNodeOfASessionThatWorksOnWhatWasCancelledHere() {
        UUID elsewhere = hall.ids.next();
        told.clear();

        desk.cancelled(List.of(
                new Stop(hall.ids.next(), hall.ids.next(), opening.id, 1, ""),
                new Stop(hall.ids.next(), hall.ids.next(), elsewhere, 1, ""),
                new Stop(hall.ids.next(), hall.ids.next(), elsewhere, 1, "")));

        assertThat(told).containsExactly("stop " + elsewhere);
        assertThat(out.said).contains("revoked CANCELLED");
    }

    @Test
    void refusesWhatItCannotRead() {
        for (String text : List.of("", "x", hall.workspace + " y")) {
            assertThatThrownBy(() -> wakeUps.heard("ready", text)).isInstanceOf(RuntimeException.class);
        }
    }

    /** What is told later is looked at later. */
    private void lookedAtEverything() {
        int before = reading.epochsRead.get();
        wakeUps.heard("session", opening.id + " " + Long.MAX_VALUE);
        await().until(() -> reading.epochsRead.get() > before);
    }

    private final class FakeOpening extends SessionOpening {
        private final UUID id = hall.ids.next();

        @Override
        public Opened open(Caller agent, Hello hello) {
            return new Opened(
                    id,
                    1,
                    "token",
                    new AgentFace(agent.id(), "kenji", "Kenji", "K", "#112233", hello.instance()),
                    new Holdings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                    List.of(),
                    List.of(),
                    false,
                    "");
        }

        @Override
        public void close(UUID workspaceId, UUID sessionId, long epoch, AgentFace face) {}
    }

    /** Stands for the database. */
    private final class FakeReading extends QueueReading {
        private final AtomicInteger requirements = new AtomicInteger();
        private final AtomicInteger epochsRead = new AtomicInteger();
        private final AtomicInteger stopsRead = new AtomicInteger();
        private final List<Stop> stops = new ArrayList<>();
        private volatile Map<UUID, Long> epochs = Map.of();

        @Override
        public List<Requirement> requirements(UUID workspaceId) {
            requirements.incrementAndGet();
            return List.copyOf(hall.requirements.values());
        }

        @Override
        public Map<UUID, Long> epochs(Collection<UUID> sessionIds) {
            epochsRead.incrementAndGet();
            return epochs;
        }

        @Override
        public List<Stop> stops(String node, int limit) {
            stopsRead.incrementAndGet();
            return stops;
        }
    }
}
