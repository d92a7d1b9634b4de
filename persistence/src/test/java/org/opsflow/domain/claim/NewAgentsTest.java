package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opsflow.persistence.board.SqlBoardRows;

/** Which agents have never been there. */
class NewAgentsTest {
    private final Floor floor = new Floor();

    @Test
    void areThoseOfWhichNoProcessHasEverConnected() {
        floor.worker("here before");
        UUID agent = floor.ids.next();
        floor.run(() -> floor.sql.update(
                "INSERT INTO agent (id, workspace_id, slug, name, emoji, color, created_at)"
                        + " VALUES (?, ?, 'new', 'New', 'N', '#112233', UTC_TIMESTAMP(6))",
                bind -> bind.id(agent).id(floor.workspace)));
        assertThat(newAgents(floor.workspace)).containsExactly(agent);
        assertThat(newAgents(UUID.randomUUID())).isEmpty();

        Sessions.Opened session = floor.in(() -> floor.sessions.open(
                new Sessions.Opening(floor.workspace, agent, "one", "node", new byte[32], "test", List.of("script")),
                floor.ids.next(),
                Optional.empty(),
                floor.settings.lease()));
        floor.in(() -> floor.sessions.disconnect(session.id(), session.epoch()));

        assertThat(newAgents(floor.workspace)).isEmpty();
    }

    private Set<UUID> newAgents(UUID workspace) {
        return floor.in(() -> new SqlBoardRows(floor.sql).standings(workspace)).entrySet().stream()
                .filter(each -> each.getValue().isNew())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
