package org.opsflow.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentLook;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.RememberedKeys;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.MariaDb;

class JpaKeyStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();

    @Test
    void knowsTheAgentBehindAKey() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug()));

        assertThat(key).matches("owf_kenji_[A-Za-z0-9]{32}");
        assertThat(caller(key)).contains(new Caller(workspace, Caller.Kind.AGENT, agent.id(), "Kenji", Role.BOT));
        assertThat(caller("owf_kenji_" + "x".repeat(32))).isEmpty();
    }

    @Test
    void knowsThePersonBehindAKey() {
        UUID person = ids.next();
        MariaDb.run(entities -> {
            entities.persist(new Person(person, person + "@example.org", "Ada", "-", NOW));
            entities.persist(new Member(workspace, person, Role.MEMBER, NOW));
        });
        String key = issue(keys -> keys.toPerson(workspace, person, "ada"));

        assertThat(key).matches("owf_u-ada_[A-Za-z0-9]{32}");
        assertThat(caller(key)).contains(new Caller(workspace, Caller.Kind.PERSON, person, "Ada", Role.MEMBER));
    }

    @Test
    void opensNothingWithARevokedKey() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug()));

        MariaDb.run(entities -> entities.createQuery("SELECT k FROM ApiKey k WHERE k.agentId = :agent", ApiKey.class)
                .setParameter("agent", agent.id())
                .getSingleResult()
                .revoke(NOW));

        assertThat(caller(key)).isEmpty();
    }

    @Test
    void opensNothingForARetiredAgent() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug()));

        MariaDb.run(entities -> entities.createQuery("UPDATE Agent a SET a.retiredAt = :now WHERE a.id = :agent")
                .setParameter("now", NOW)
                .setParameter("agent", agent.id())
                .executeUpdate());

        assertThat(caller(key)).isEmpty();
    }

    private Agent agent() {
        Agent agent = new Agent(ids.next(), workspace, "kenji", "Kenji", new AgentLook("🦊", "#2563eb"), NOW);
        MariaDb.run(entities -> entities.persist(agent));
        return agent;
    }

    private String issue(Function<KeyIssue, String> work) {
        return MariaDb.inTransaction(entities -> work.apply(new KeyIssue(adapter(entities), ids, CLOCK)));
    }

    private static Optional<Caller> caller(String key) {
        return MariaDb.inTransaction(entities -> new RememberedKeys(adapter(entities), CLOCK).authenticate(key));
    }

    private static JpaKeyStore adapter(EntityManager entities) {
        JpaKeyStore keys = new JpaKeyStore();
        keys.entities = entities;
        return keys;
    }
}
