package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.db.Invariants;
import org.opsflow.db.Violation;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.persistence.MariaDb;

/** Two engines with two lanes each on one database, on the same runs. */
class TwoNodesTest {
    private static final int RUNS = 40;

    private final Floor floor = new Floor();
    private final List<Node> nodes = List.of(new Node(floor, "n1"), new Node(floor.beside(), "n2"));
    private final Set<String> fences = ConcurrentHashMap.newKeySet();
    private final Queue<String> doubled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger lostRaces = new AtomicInteger();

    private record Node(Floor floor, List<Lane> lanes, List<Thread> threads, Worker worker) {
        Node(Floor floor, String name) {
            this(floor, new ArrayList<>(), new ArrayList<>(), floor.worker(name));
            for (int i = 0; i < 2; i++) {
                Lane lane = new Lane(
                        (commands, again, ahead) -> floor.apply(commands, again),
                        (ended, ready) -> List.of(),
                        result -> floor.plans.remember(result.made()));
                Thread thread = new Thread(lane, name + "-lane-" + i);
                thread.start();
                lanes.add(lane);
                threads.add(thread);
            }
        }

        void say(Command command, java.util.function.Consumer<Outcome> reply) {
            int lane = Math.floorMod(command.laneKey().hashCode(), lanes.size());
            assertThat(lanes.get(lane).offer(new Lane.Ticket(command, reply))).isTrue();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Node node : nodes) {
            node.threads().forEach(Thread::interrupt);
            for (Thread thread : node.threads()) {
                thread.join(5_000);
            }
        }
    }

    @Test
    void grantEachStepOnceUnderOneFenceAndFinishEveryRun() throws SQLException {
        List<Violation> before = violations();
        Definition definition = floor.definition(
                Floor.yaml(
                        """
                - {id: a, phase: one, type: script, command: a, needs: []}
                - {id: b, phase: two, type: script, command: b, needs: [a], retries: 10}
                - {id: c, phase: two, type: script, command: c, needs: [a], retries: 10}
                - {id: d, phase: two, type: script, command: d, needs: []}
                - {id: e, phase: three, type: script, command: e, needs: [b, c, d]}
                """));
        List<RunPlan> plans = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Command.Submit submit = floor.submit(definition);
            plans.add(submit.plan());
            nodes.get(i % 2).say(submit, this::noted);
        }
        await().atMost(60, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(20)).until(() -> {
            offerTheQueueToBoth(definition);
            return finished(plans);
        });

        assertThat(doubled).isEmpty();
        assertThat(broken).hasValue(0);
        assertThat(lostRaces.get())
                .describedAs("both nodes went for the same steps")
                .isPositive();
        assertThat(violations()).isEqualTo(before);
        assertDense();
    }

    private static List<Violation> violations() throws SQLException {
        try (Connection connection = MariaDb.connect()) {
            return Invariants.check(connection);
        }
    }

    /** Both nodes claim everything that is ready, as if each had offered it. */
    private void offerTheQueueToBoth(Definition definition) {
        UUID requirement = definition.workflow().steps().get(0).requirement().key();
        List<ReadyStep> queue =
                floor.in(() -> floor.steps.queue(floor.workspace, requirement, 0, new UUID(0, 0), 100)).stream()
                        .map(row -> new ReadyStep(
                                row.id(),
                                row.runId(),
                                floor.workspace,
                                row.orderKey(),
                                definition.workflow().steps().get(row.ordinal())))
                        .toList();
        CountDownLatch answered = new CountDownLatch(2 * queue.size());
        for (ReadyStep step : queue) {
            for (Node node : nodes) {
                node.say(node.worker().claim(floor.ids.next(), step), outcome -> {
                    noted(outcome);
                    if (outcome instanceof Outcome.Granted granted) {
                        work(node, granted.grant());
                    } else {
                        lostRaces.incrementAndGet();
                    }
                    answered.countDown();
                });
            }
        }
        try {
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts, and completes, fails or releases at random, each report twice. */
    private void work(Node node, Grant grant) {
        if (!fences.add(grant.stepId() + "/" + grant.fence())) {
            doubled.add(grant.stepId() + "/" + grant.fence());
        }
        Worker worker = node.worker();
        boolean retryable = grant.spec().retries() > 0;
        int chance = new Random(grant.attemptId().getLeastSignificantBits()).nextInt(10);
        Command end = chance == 0
                ? worker.report(grant, 2, new ReportBody.Released("bye"))
                : chance == 1 && retryable ? worker.failed(grant, true) : worker.completed(grant);
        for (Command report : List.of(worker.started(grant), worker.started(grant), end, end)) {
            node.say(report, outcome -> {
                noted(outcome);
                if (!(outcome instanceof Outcome.Receipted)) {
                    doubled.add("a report was answered " + outcome);
                }
            });
        }
        // A stranger's report and a thief's take race with the owner's, on the other node.
        Node other = nodes.get(node == nodes.get(0) ? 1 : 0);
        other.say(other.worker().started(grant), this::noted);
        other.say(floor.takeIfExpired(grant), this::noted);
    }

    private void noted(Outcome outcome) {
        if (outcome instanceof Outcome.Broken) {
            broken.incrementAndGet();
        }
    }

    private boolean finished(List<RunPlan> plans) {
        Map<RunState, Long> states =
                floor
                        .in(() -> floor.runs.lock(
                                plans.stream().map(RunPlan::runId).toList()))
                        .stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                run -> run.state(), java.util.stream.Collectors.counting()));
        return states.equals(Map.of(RunState.COMPLETED, (long) RUNS));
    }

    private void assertDense() {
        List<NumberedChange> changes = floor.in(() -> floor.log.after(floor.workspace, 0, 100_000));
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i).n()).isEqualTo(i + 1L);
        }
    }
}
