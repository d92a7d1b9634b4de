package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.Steps;

/** Who failed a step is known wherever it is offered again: to the node that took the report, and to those that read it. */
class FailedStepTest {
    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w");

    private Grant running() {
        return floor.running(
                worker,
                floor.apply(floor.submit(floor.definition(
                                Floor.yaml("- {id: a, phase: one, type: script, command: \"true\", retries: 5}\n"))))
                        .ready()
                        .get(0));
    }

    private Optional<UUID> read(Grant grant) {
        StepRow step = floor.step(grant.plan(), 0);
        List<Steps.Queued> queue =
                floor.in(() -> floor.steps.queue(floor.workspace, step.requirementKey(), 0, new UUID(0, 0), 10));
        return queue.get(0).failedBy();
    }

    @Test
    void isWhoReportedTheFailure() {
        Grant grant = running();

        assertThat(floor.apply(worker.failed(grant, true)).ready().get(0).failedBy())
                .contains(worker.session());
        assertThat(read(grant)).contains(worker.session());
    }

    @Test
    void isWhoLostIt() {
        Grant grant = running();

        assertThat(floor.apply(floor.take(grant, Taking.UNNAMED)).ready().get(0).failedBy())
                .contains(worker.session());
        assertThat(read(grant)).contains(worker.session());
    }

    @Test
    void isNobodyWhenItWasGivenBackUnharmed() {
        Grant released = running();
        assertThat(floor.apply(worker.report(released, 2, new ReportBody.Released("later")))
                        .ready()
                        .get(0)
                        .failedBy())
                .isEmpty();
        assertThat(read(released)).isEmpty();

        for (Taking unharmed : List.of(Taking.GOODBYE, Taking.DECLINED, Taking.UNSTARTED)) {
            new FailedStepTest().isNobody(unharmed);
        }
    }

    private void isNobody(Taking why) {
        Grant taken = running();
        assertThat(floor.apply(floor.take(taken, why)).ready().get(0).failedBy())
                .isEmpty();
        assertThat(read(taken)).isEmpty();
    }
}
