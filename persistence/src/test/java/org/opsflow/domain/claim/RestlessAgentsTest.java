package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;

/** Agents that come and go all the time, at two nodes on the real database: no step and no credit is lost or doubled. */
class RestlessAgentsTest {
    /** Nobody beats here: leases end only by what the agents do. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int AGENTS = 8;
    private static final int RUNS = 100;
    private static final int MOST_LOSSES = 4;

    private final Floor floor = new Floor();
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private final LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);
    private final Set<UUID> completed = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(AGENTS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
        here.close();
        there.close();
    }

    private List<RunPlan> submit(int runs) {
        var definition = floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n"));
        List<Command> submits = new ArrayList<>();
        List<RunPlan> plans = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Command.Submit submit = floor.submit(definition);
            submits.add(submit);
            plans.add(submit.plan());
        }
        floor.apply(submits, false);
        return plans;
    }

    private Caller agent() {
        UUID id = floor.worker("unused").face().agentId();
        return new Caller(floor.workspace, Caller.Kind.AGENT, id, "Restless", Role.BOT);
    }

    private List<AttemptState> attempts() {
        return floor.in(() -> floor.sql.query(
                "SELECT state FROM attempt WHERE workspace_id = ?",
                bind -> bind.id(floor.workspace),
                row -> AttemptState.of(row.text("state"))));
    }

    @Test
    void loseAndDoubleNoStepAndNoCredit() throws Exception {
        List<RunPlan> plans = submit(RUNS);
        AtomicInteger mayForget = new AtomicInteger(MOST_LOSSES);
        List<RestlessAgent> agents = IntStream.range(0, AGENTS)
                .mapToObj(i -> new RestlessAgent(agent(), i, List.of(here, there), mayForget, completed))
                .toList();
        AtomicInteger visits = new AtomicInteger();
        List<Future<?>> all = agents.stream()
                .<Future<?>>map(agent -> threads.submit(() -> {
                    while (!isDone(plans)) {
                        agent.visit();
                        visits.incrementAndGet();
                    }
                    agent.leaves();
                    return null;
                }))
                .toList();
        for (Future<?> each : all) {
            each.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        }

        assertThat(visits).hasValueGreaterThan(2 * RUNS);
        plans.forEach(plan -> assertThat(floor.run(plan).state()).isEqualTo(RunState.COMPLETED));
        assertThat(attempts())
                .filteredOn(AttemptState.COMPLETED::equals)
                .hasSize(RUNS)
                .hasSameSizeAs(completed);
        await("nothing is held").atMost(PATIENCE).until(() -> attempts().stream()
                .noneMatch(AttemptState::isOpen));
        everyCreditIsOneOffer();
    }

    private boolean isDone(List<RunPlan> plans) {
        return completed.size() == plans.size();
    }

    /** More than there are credits waits for agents that have asked once each. */
    private void everyCreditIsOneOffer() {
        submit(2 * AGENTS);
        List<ScriptedAgent> askers = IntStream.range(0, AGENTS)
                .mapToObj(i -> new ScriptedAgent(floor))
                .toList();
        for (ScriptedAgent asker : askers) {
            asker.connect(askers.indexOf(asker) % 2 == 0 ? here : there);
            asker.ask();
        }
        for (ScriptedAgent asker : askers) {
            assertThat(asker.heard).filteredOn("offer"::equals).hasSize(1);
        }
    }
}
