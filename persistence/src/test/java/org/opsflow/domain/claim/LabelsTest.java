package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.persistence.board.SqlBoardRows;

/** What agents say of themselves besides their capabilities: people see it, and steps require it. */
class LabelsTest {
    private final Floor floor = new Floor();
    private LiveNode node;

    @BeforeEach
    void start() {
        node = LiveNode.start(floor, "node-" + floor.workspace);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void areShownAndReplacedByTheNextConnection() {
        ScriptedAgent agent = new ScriptedAgent(floor);
        agent.connect(node, Map.of("region", "eu", "disk", "a\"b"));
        assertThat(labelsOf(agent)).containsExactlyInAnyOrderEntriesOf(Map.of("region", "eu", "disk", "a\"b"));

        agent.breakOff();
        agent.connect(node, Map.of("region", "us"));
        assertThat(labelsOf(agent)).containsExactlyEntriesOf(Map.of("region", "us"));
    }

    private Map<String, String> labelsOf(ScriptedAgent agent) {
        return floor.in(() -> new SqlBoardRows(floor.sql).instances(floor.workspace)).get(agent.agentId()).stream()
                .filter(instance -> instance.instance().equals("one"))
                .findFirst()
                .orElseThrow()
                .labels();
    }

    @Test
    void decideWhoMayTakeAStepThatRequiresOne() {
        ScriptedAgent here = new ScriptedAgent(floor);
        here.connect(node, Map.of("region", "us"));
        here.credit();
        ScriptedAgent there = new ScriptedAgent(floor);
        there.connect(node, Map.of("region", "eu"));
        there.credit();
        floor.apply(floor.submit(floor.definition(
                Floor.yaml("- {id: a, phase: one, type: script, command: \"true\", requires: [region=eu]}\n"))));

        there.take();
        assertThat(here.heard).doesNotContain("offer");
    }
}
