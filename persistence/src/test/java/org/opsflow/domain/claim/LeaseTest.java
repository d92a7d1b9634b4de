package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.RunPlan;

/** Whose a step is, when agents fall silent and clocks jump. */
class LeaseTest {
    private static final String ONE_STEP = "- {id: a, phase: one, type: script, command: \"true\"}\n";

    private final Floor floor = new Floor();

    private ReadyStep ready() {
        return floor.apply(floor.submit(floor.definition(Floor.yaml(ONE_STEP))))
                .ready()
                .get(0);
    }

    @Test
    void isAWholeOneForAStepThatIsClaimedWhateverWasLeftToTheAgent() {
        Worker worker = floor.worker("w1");
        ReadyStep step = ready();
        floor.expireLease(worker);

        Grant grant = floor.granted(worker, step);

        assertThat(floor.apply(floor.takeIfExpired(grant)).outcomes()).containsExactly(new Outcome.Nothing());
    }

    @Test
    void runsOutByTheDatabasesClockWhateverTheNodesOwnSays() {
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            Engine jumped = new Engine(
                    floor.stores,
                    floor.plans,
                    floor.recorder,
                    () -> floor.clock.instant().plus(jump),
                    floor.settings);
            Worker worker = floor.worker("w" + jump);
            Grant grant = floor.running(worker, ready());
            List<Command> take = List.of(floor.takeIfExpired(grant));

            assertThat(floor.in(() -> jumped.apply(take, false, Engine.Ahead.NONE))
                            .outcomes())
                    .containsExactly(new Outcome.Nothing());
            floor.expireLease(worker);
            assertThat(floor.in(() -> jumped.apply(take, false, Engine.Ahead.NONE))
                            .outcomes())
                    .containsExactly(new Outcome.Taken());
        }
    }

    @Test
    void goesToAnotherAgentWhenOneFreezesAndTheFrozenOneChangesNothingWhenItWakes() {
        LiveNode node = LiveNode.start(floor, "node-" + floor.workspace);
        try {
            ScriptedAgent frozen = new ScriptedAgent(floor);
            ScriptedAgent heir = new ScriptedAgent(floor);
            Command.Submit submit = floor.submit(floor.definition(Floor.yaml(ONE_STEP)));
            RunPlan plan = submit.plan();
            floor.apply(submit);
            frozen.connect(node);
            SessionOut.Held held = frozen.work();

            heir.connect(node);
            heir.credit();
            await("takeover").until(() -> {
                heir.beats();
                return heir.heard.contains("offer");
            });
            frozen.awaitHeard("end UNAVAILABLE");
            frozen.connect(node, held);

            assertThat(frozen.heard).contains("welcome, kept 0, lost 1");
            frozen.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
            frozen.awaitHeard("refused LEASE_LOST");
            assertThat(floor.step(plan, 0).state().isFinal()).isFalse();
        } finally {
            node.close();
        }
    }
}
