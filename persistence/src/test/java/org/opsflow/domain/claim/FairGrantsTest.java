package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;

/** What agents of two workspaces are granted by one node, while one of them asks for ten times as much as the other. */
class FairGrantsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** More than one workspace's half of what both lanes take at once. */
    private static final int FEW_SLOTS = 400;

    private static final int TIMES = 10;
    private static final int COUNTED = 1_500;
    private static final int SLOTS_OF_ONE = 100;
    private static final int AT_ONCE = 250;

    private final Floor few = new Floor();
    private final Floor many = new Floor();
    private final LiveNode node = LiveNode.start(few, "fair-" + few.workspace, Duration.ofMinutes(30));
    private final Queue<UUID> grants = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void areHalfForEachWhileBothWait() {
        submit(few, COUNTED + FEW_SLOTS);
        submit(many, COUNTED + FEW_SLOTS * TIMES);
        List<BusyAgent> agents = new ArrayList<>(agents(many, FEW_SLOTS * TIMES));
        agents.addAll(agents(few, FEW_SLOTS));
        agents.forEach(BusyAgent::stands);

        await().atMost(PATIENCE)
                .until(() -> grants.stream().filter(few.workspace::equals).count() >= COUNTED);
        List<UUID> all = List.copyOf(grants);
        List<UUID> whileBothWait = all.subList(all.indexOf(few.workspace), all.size()).stream()
                .limit(2 * COUNTED)
                .toList();
        for (int from = 0; from + 1_000 <= whileBothWait.size(); from++) {
            assertThat(whileBothWait.subList(from, from + 1_000))
                    .filteredOn(few.workspace::equals)
                    .hasSizeBetween(450, 550);
        }
    }

    private static void submit(Floor floor, int steps) {
        var definition = floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n"));
        for (int left = steps; left > 0; left -= AT_ONCE) {
            List<Command> submits = new ArrayList<>();
            for (int i = 0; i < Math.min(AT_ONCE, left); i++) {
                submits.add(floor.submit(definition));
            }
            floor.apply(submits, false);
        }
    }

    private List<BusyAgent> agents(Floor floor, int slots) {
        List<BusyAgent> agents = new ArrayList<>();
        for (int left = slots; left > 0; left -= SLOTS_OF_ONE) {
            agents.add(new BusyAgent(floor));
        }
        return agents;
    }

    /** Does whatever it is granted at once, and is kept at so many attempts. */
    private final class BusyAgent implements SessionOut {
        private final UUID workspace;
        private final AgentSession session;

        BusyAgent(Floor floor) {
            workspace = floor.workspace;
            UUID agent = floor.worker("unused").face().agentId();
            session = node.desk.converse(new Caller(workspace, Caller.Kind.AGENT, agent, "Busy", Role.BOT), this);
            session.hello(new Hello("one", "1", List.of("script"), SLOTS_OF_ONE, Optional.empty(), List.of()));
        }

        void stands() {
            session.credits(0, OptionalInt.of(SLOTS_OF_ONE));
        }

        @Override
        public void granted(Grant grant, Optional<UUID> offerId) {
            grants.add(workspace);
            session.report(grant.attemptId(), grant.fence(), 1, new ReportBody.Started(), () -> {});
            session.report(
                    grant.attemptId(),
                    grant.fence(),
                    2,
                    new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()),
                    () -> {});
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void welcome(Welcome welcome) {}

        @Override
        public void offer(UUID offerId, Offering offering) {}

        @Override
        public void receipt(UUID attemptId, long fence, long number) {}

        @Override
        public void revoked(UUID attemptId, long fence, RefusalCode code, String message) {}

        @Override
        public void refused(Refusal refusal) {}

        @Override
        public void drain(Duration reconnectAfter, String message) {}

        @Override
        public void message(AgentMessage message) {}

        @Override
        public void messageReceipt(String clientId) {}

        @Override
        public void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis) {}

        @Override
        public boolean control(Control control) {
            return true;
        }

        @Override
        public void end(End why, String message) {}
    }
}
