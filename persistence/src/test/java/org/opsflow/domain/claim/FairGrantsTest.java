package org.opsflow.domain.claim;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;

/**
 * What agents of two workspaces are granted by one node, while one has four times as many as the other, which report of
 * each step 2 times instead of 7.
 */
class FairGrantsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Enough for its half of what both lanes take at once, and for as much again meanwhile. */
    private static final int FEW_SLOTS = 250;

    private static final int MANY_SLOTS = 1_000;
    private static final int CHECKPOINTS_OF_FEW = 5;
    /** For each workspace, beside those it begins with: no more than are read at once. */
    private static final int STEPS = 980;
    /** Beyond them a workspace may not have enough for its half of a batch. */
    private static final int COUNTED = 850;

    private static final int SLOTS_OF_ONE = 50;
    private static final int AT_ONCE = 250;
    private static final int LANES = 2;

    private final Floor few = new Floor();
    private final Floor many = new Floor();
    private final LiveNode node = LiveNode.start(few, "fair-" + few.workspace, Duration.ofMinutes(30));
    private final CountDownLatch bothAsked = new CountDownLatch(1);

    @AfterEach
    void stop() {
        bothAsked.countDown();
        node.close();
    }

    /** From the moment on at which both ask: then 45 to 55 of a hundred of any thousand. */
    @Test
    void areHalfForEachWhileBothWaitWhateverTheyReport() throws InterruptedException {
        Workforce theFew = new Workforce(few, FEW_SLOTS, CHECKPOINTS_OF_FEW);
        Workforce theMany = new Workforce(many, MANY_SLOTS, 0);
        theMany.fillsItsSlots();
        theFew.fillsItsSlots();
        holdLanes();
        theMany.works();
        theFew.works();
        Instant asked = few.clock.instant();
        bothAsked.countDown();
        await().atMost(PATIENCE).until(() -> theFew.hasAll() || theMany.hasAll());

        List<List<UUID>> transactions = grantsSince(asked);
        int windows = 0;
        for (int from = 0; from < transactions.size(); from++) {
            List<UUID> window = atLeastAThousand(transactions.subList(from, transactions.size()));
            if (window.size() >= 1_000) {
                windows++;
                assertThat(share(window))
                        .describedAs("of %s grants", window.size())
                        .isBetween(45.0, 55.0);
            }
        }
        assertThat(windows).isPositive();
    }

    /** Until both workspaces have asked. */
    private void holdLanes() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(LANES);
        for (int lane = 0; lane < LANES; lane++) {
            Command nothing =
                    new Command.Take(new UUID(0, lane), few.workspace, few.ids.next(), Taking.UNNAMED, "Nothing.");
            assertThat(node.lanes.offer(nothing, outcome -> {
                        held.countDown();
                        awaitBoth();
                    }))
                    .isTrue();
        }
        assertThat(held.await(2, TimeUnit.MINUTES)).isTrue();
    }

    private void awaitBoth() {
        try {
            bothAsked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double share(List<UUID> grants) {
        return grants.stream().filter(few.workspace::equals).count() * 100.0 / grants.size();
    }

    private static List<UUID> atLeastAThousand(List<List<UUID>> transactions) {
        List<UUID> window = new ArrayList<>();
        for (List<UUID> grants : transactions) {
            if (window.size() < 1_000) {
                window.addAll(grants);
            }
        }
        return window;
    }

    /** Of both workspaces, while both had steps; those of one transaction have no order among them. */
    private List<List<UUID>> grantsSince(Instant moment) {
        record Granted(Transaction by, UUID workspace) {}
        List<Granted> all = few.in(() -> few.sql.query(
                "SELECT leased_at, run_id, workspace_id FROM attempt WHERE workspace_id IN (?, ?) AND leased_at > ?",
                bind -> bind.id(few.workspace).id(many.workspace).time(moment),
                row -> new Granted(
                        new Transaction(
                                row.time("leased_at"),
                                Math.floorMod(row.id("run_id").hashCode(), LANES)),
                        row.id("workspace_id"))));
        TreeMap<Transaction, List<UUID>> byTransaction =
                all.stream().collect(groupingBy(Granted::by, TreeMap::new, mapping(Granted::workspace, toList())));
        List<List<UUID>> counted = new ArrayList<>();
        int ofFew = 0;
        int ofMany = 0;
        for (List<UUID> grants : byTransaction.values()) {
            int theirs = (int) grants.stream().filter(few.workspace::equals).count();
            ofFew += theirs;
            ofMany += grants.size() - theirs;
            if (Math.max(ofFew, ofMany) <= COUNTED) {
                counted.add(grants);
            }
        }
        return counted;
    }

    private record Transaction(Instant at, int lane) implements Comparable<Transaction> {
        @Override
        public int compareTo(Transaction other) {
            return Comparator.comparing(Transaction::at)
                    .thenComparing(Transaction::lane)
                    .compare(this, other);
        }
    }

    /** The agents of a workspace and what they are granted. */
    private final class Workforce {
        private final int slots;
        private final int checkpoints;
        private final AtomicInteger grants = new AtomicInteger();
        private final List<BusyAgent> agents = new ArrayList<>();

        Workforce(Floor floor, int slots, int checkpoints) {
            this.slots = slots;
            this.checkpoints = checkpoints;
            submit(floor, slots + STEPS);
            for (int left = slots; left > 0; left -= SLOTS_OF_ONE) {
                agents.add(new BusyAgent(floor, this));
            }
        }

        void fillsItsSlots() {
            agents.forEach(BusyAgent::stands);
            await().atMost(PATIENCE).until(() -> grants.get() == slots);
        }

        void works() {
            agents.forEach(BusyAgent::works);
        }

        boolean hasAll() {
            return grants.get() == slots + STEPS;
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

    /** Is kept at so many attempts; once it works, it ends whatever it is granted at once. */
    private final class BusyAgent implements SessionOut {
        private final Workforce force;
        private final AgentSession session;
        private final Queue<Grant> held = new ConcurrentLinkedQueue<>();
        private volatile boolean works;

        BusyAgent(Floor floor, Workforce force) {
            this.force = force;
            UUID agent = floor.worker("unused").face().agentId();
            session = node.desk.converse(new Caller(floor.workspace, Caller.Kind.AGENT, agent, "Busy", Role.BOT), this);
            session.hello(new Hello("one", "1", List.of("script"), SLOTS_OF_ONE, Optional.empty(), List.of()));
        }

        void stands() {
            session.credits(0, OptionalInt.of(SLOTS_OF_ONE));
        }

        void works() {
            works = true;
            held.forEach(this::ends);
        }

        @Override
        public void granted(Grant grant, Optional<UUID> offerId) {
            if (works) {
                ends(grant);
            } else {
                held.add(grant);
            }
            force.grants.incrementAndGet();
        }

        private void ends(Grant grant) {
            List<ReportBody> reports = new ArrayList<>();
            reports.add(new ReportBody.Started());
            for (int i = 0; i < force.checkpoints; i++) {
                byte[] state = ("half " + i).getBytes(StandardCharsets.UTF_8);
                reports.add(new ReportBody.Checkpointed(new Checkpoint.State(state)));
            }
            reports.add(new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
            for (int i = 0; i < reports.size(); i++) {
                session.report(grant.attemptId(), grant.fence(), i + 1, reports.get(i), () -> {});
            }
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
