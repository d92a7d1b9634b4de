package org.opsflow.persistence.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentLook;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.persistence.MariaDb;

class JpaAgentsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.5Z");

    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID other = ids.next();

    @Test
    void listsTheAgentsOfTheirWorkspace() {
        Agent late = agent(workspace, "ada", NOW.plusSeconds(1));
        Agent early = agent(workspace, "kenji", NOW);
        agent(other, "grace", NOW);

        List<Agent> agents = MariaDb.inTransaction(entities -> adapter(entities).of(workspace));

        assertThat(agents).extracting(Agent::id).containsExactly(early.id(), late.id());
        assertThat(agents.get(0).look()).isEqualTo(new AgentLook("🦊", "#2563eb"));
        assertThat(agents.get(0).createdAt()).isEqualTo(NOW);
    }

    @Test
    void knowsWhichSlugsAreTaken() {
        agent(workspace, "kenji", NOW);

        boolean here = MariaDb.inTransaction(entities -> adapter(entities).has(workspace, "kenji"));
        boolean there = MariaDb.inTransaction(entities -> adapter(entities).has(other, "kenji"));

        assertThat(here).isTrue();
        assertThat(there).isFalse();
    }

    @Test
    void findsAnAgentBySlugUntilItRetires() {
        Agent kenji = agent(workspace, "kenji", NOW);

        Optional<Agent> here =
                MariaDb.inTransaction(entities -> adapter(entities).find(workspace, "kenji"));
        Optional<Agent> there =
                MariaDb.inTransaction(entities -> adapter(entities).find(other, "kenji"));
        MariaDb.run(entities -> entities.createQuery("UPDATE Agent a SET a.retiredAt = :now WHERE a.id = :agent")
                .setParameter("now", NOW)
                .setParameter("agent", kenji.id())
                .executeUpdate());
        Optional<Agent> retired =
                MariaDb.inTransaction(entities -> adapter(entities).find(workspace, "kenji"));

        assertThat(here).map(Agent::id).contains(kenji.id());
        assertThat(there).isEmpty();
        assertThat(retired).isEmpty();
    }

    @Test
    void refusesASlugTwice() {
        agent(workspace, "kenji", NOW);

        Problem refused = catchThrowableOfType(Problem.class, () -> agent(workspace, "kenji", NOW));

        assertThat(refused.code()).isEqualTo("agent_exists");
        assertThat(refused.errors()).extracting(Problem.FieldError::field).containsExactly("id");
    }

    private Agent agent(UUID workspaceId, String slug, Instant createdAt) {
        Agent agent = new Agent(ids.next(), workspaceId, slug, slug, new AgentLook("🦊", "#2563eb"), createdAt);
        MariaDb.run(entities -> adapter(entities).add(agent));
        return agent;
    }

    private static JpaAgents adapter(EntityManager entities) {
        JpaAgents agents = new JpaAgents();
        agents.entities = entities;
        return agents;
    }
}
