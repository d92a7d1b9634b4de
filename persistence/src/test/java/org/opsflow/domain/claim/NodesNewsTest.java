package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;

/** Two nodes on one database that would find nothing by themselves for hours: what happens, happens by news. */
class NodesNewsTest {
    private final Floor floor = new Floor();
    private final Floor beside = floor.beside();
    private final List<NodeNews.Listener> hereListens = new CopyOnWriteArrayList<>();
    private final List<NodeNews.Listener> thereListens = new CopyOnWriteArrayList<>();
    private final LiveNode here =
            LiveNode.startSleepy(floor, "here-" + floor.workspace, (kind, text) -> tell(thereListens, kind, text));
    private final LiveNode there =
            LiveNode.startSleepy(beside, "there-" + floor.workspace, (kind, text) -> tell(hereListens, kind, text));
    private final ScriptedAgent agent = new ScriptedAgent(floor);

    NodesNewsTest() {
        hereListens.addAll(List.of(here.wakeUps, here.mail));
        thereListens.addAll(List.of(there.wakeUps, there.mail));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static void tell(List<NodeNews.Listener> listeners, String kind, String text) {
        listeners.stream()
                .filter(listener -> listener.kinds().contains(kind))
                .forEach(listener -> listener.heard(kind, text));
    }

    private RunPlan submit(LiveNode node) {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        assertThat(node.lanes.offer(submit, outcome -> {})).isTrue();
        return submit.plan();
    }

    @Test
    void givesAnAgentThatWaitsAtOneNodeWhatIsSubmittedAtAnother() {
        agent.connect(there);
        // First of a queue that nobody there has heard of, then of one that is known.
        for (int i = 0; i < 2; i++) {
            agent.credit();
            RunPlan plan = submit(here);
            agent.take();
            complete(plan);
        }
    }

    private void complete(RunPlan plan) {
        agent.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        await().until(() -> floor.run(plan).state() == RunState.COMPLETED);
        agent.awaitHeard("receipt 2");
        agent.heard.clear();
    }

    @Test
    void bringsAnAgentAtOneNodeTheMessageOfAnAgentAtAnother() {
        Colleague ada = Colleague.of(floor, "ada").connect(there);
        Colleague ben = Colleague.of(floor, "ben").connect(here);

        ben.write("c1", new Address(Address.Kind.AGENT, "ada"), "hello");

        ada.awaitMessage("hello");
    }

    @Test
    void endsTheOlderConnectionOfAnAgentThatConnectsElsewhere() {
        agent.connect(there);
        ScriptedAgent twin = agent.twin();

        twin.connect(here);

        agent.awaitHeard("end SUPERSEDED");
        assertThat(twin.heard).containsExactly("welcome, kept 0, lost 0");
    }

    @Test
    void keepsTheAttemptOfAnAgentThatGoesOnAtAnotherNode() {
        agent.connect(there);
        agent.credit();
        RunPlan plan = submit(here);
        SessionOut.Held held = agent.take();
        agent.breakOff();

        agent.connect(here, held);

        assertThat(agent.heard).contains("welcome, kept 1, lost 0");
        complete(plan);
        assertThat(floor.step(plan, 0).attempts()).isEqualTo(1);
    }
}
