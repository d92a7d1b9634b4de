package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.persistence.MariaDb;

/** What one transaction does while another holds rows. */
class LocksTest {
    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");

    private ReadyStep aReadyStep() {
        return floor.apply(
                        floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: a}"))))
                .ready()
                .get(0);
    }

    @Test
    void passesByAStepThatAnotherTransactionHolds() {
        ReadyStep held = aReadyStep();
        ReadyStep free = aReadyStep();
        List<StepRow> found = floor.in(() -> {
            floor.steps.lock(List.of(held.id()));
            return elsewhere(() -> floor.in(() -> floor.steps.lockReady(List.of(held.id(), free.id()))));
        });

        assertThat(found).extracting(StepRow::id).containsExactly(free.id());
    }

    @Test
    void answersAClaimAtOnceWhoseStepIsBeingClaimedElsewhere() {
        ReadyStep step = aReadyStep();
        Worker other = floor.worker("w2");
        Outcome outcome = floor.in(() -> {
            floor.engine.apply(List.of(worker.claim(floor.ids.next(), step)), false, Engine.Ahead.NONE);
            return elsewhere(() -> floor.beside()
                    .apply(other.claim(floor.ids.next(), step))
                    .outcomes()
                    .get(0));
        });

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(RefusalCode.OFFER_GONE));
    }

    @Test
    void locksOnlyReadySteps() {
        ReadyStep step = aReadyStep();
        floor.granted(worker, step);

        assertThat(floor.in(() -> floor.steps.lockReady(List.of(step.id())))).isEmpty();
    }

    @Test
    void takesAStepOnceWhenItsLeaseIsTakenByTwoAtOnce() {
        Grant grant = floor.running(worker, aReadyStep());
        floor.expireLease(worker);
        List<CompletableFuture<Outcome>> takes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            takes.add(CompletableFuture.supplyAsync(
                    () -> floor.apply(floor.takeIfExpired(grant)).outcomes().get(0)));
        }
        List<Outcome> outcomes = takes.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes).filteredOn(Outcome.Taken.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Nothing.class::isInstance).hasSize(3);
    }

    @Test
    void countsBothOfTwoStepsOfOneRunThatEndAtOnceOnTwoNodes() {
        Command.Submit submit = floor.submit(
                floor.definition(
                        Floor.yaml(
                                """
                - {id: a, phase: one, type: script, command: a, needs: []}
                - {id: b, phase: one, type: script, command: b, needs: []}
                """)));
        List<Grant> grants = floor.apply(submit).ready().stream()
                .map(step -> floor.running(worker, step))
                .toList();
        Floor other = floor.beside();
        CompletableFuture<Engine.Result> second = floor.in(() -> {
            floor.engine.apply(List.of(worker.completed(grants.get(0))), false, Engine.Ahead.NONE);
            CompletableFuture<Engine.Result> waiting =
                    CompletableFuture.supplyAsync(() -> other.apply(worker.completed(grants.get(1))));
            await().until(LocksTest::somebodyWaitsForALock);
            return waiting;
        });
        second.join();

        assertThat(floor.run(submit.plan()).stepsOpen()).isZero();
        assertThat(floor.run(submit.plan()).state()).isEqualTo(RunState.COMPLETED);
    }

    /** A statement takes far longer than any of ours does by itself. */
    private static boolean somebodyWaitsForALock() throws SQLException {
        try (Connection connection = MariaDb.connect();
                Statement statement = connection.createStatement();
                ResultSet slow = statement.executeQuery("SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE command IN ('Query', 'Execute') AND time_ms > 500 AND id <> CONNECTION_ID()")) {
            return slow.next() && slow.getInt(1) > 0;
        }
    }

    /** On a thread, and thus a connection, of its own; must not wait for the caller's locks. */
    private static <T> T elsewhere(java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(work)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
