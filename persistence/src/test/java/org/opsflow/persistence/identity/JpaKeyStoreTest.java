package org.opsflow.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentLook;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Credential;
import org.opsflow.domain.identity.IssuedKey;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.LastUse;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.NewKey;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.RememberedKeys;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.MariaDb;

class JpaKeyStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private static final Scopes SCOPES = Scopes.asked(List.of("run:create", "task-only"));
    private static final NewKey WANTED = new NewKey("ci", SCOPES, Optional.empty());

    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();

    @Test
    void knowsTheAgentBehindAKey() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));

        assertThat(key).matches("owf_kenji_[A-Za-z0-9]{32}");
        assertThat(caller(key))
                .contains(new Caller(workspace, Caller.Kind.AGENT, agent.id(), "Kenji", Role.BOT)
                        .by(new Credential(Credential.Kind.KEY, keyId(agent.id()), SCOPES)));
        assertThat(caller("owf_kenji_" + "x".repeat(32))).isEmpty();
    }

    @Test
    void knowsThePersonBehindAKey() {
        UUID person = member();
        String key = issue(keys -> keys.toPerson(workspace, person, "ada", WANTED));

        assertThat(key).matches("owf_u-ada_[A-Za-z0-9]{32}");
        assertThat(caller(key))
                .contains(new Caller(workspace, Caller.Kind.PERSON, person, "Ada", Role.MEMBER)
                        .by(new Credential(Credential.Kind.KEY, keyId(person), SCOPES)));
    }

    @Test
    void opensNothingWithARevokedKey() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));

        MariaDb.run(entities -> entities.createQuery("SELECT k FROM ApiKey k WHERE k.agentId = :agent", ApiKey.class)
                .setParameter("agent", agent.id())
                .getSingleResult()
                .revoke(NOW));

        assertThat(caller(key)).isEmpty();
    }

    @Test
    void opensNothingForARetiredAgent() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));

        MariaDb.run(entities -> entities.createQuery("UPDATE Agent a SET a.retiredAt = :now WHERE a.id = :agent")
                .setParameter("now", NOW)
                .setParameter("agent", agent.id())
                .executeUpdate());

        assertThat(caller(key)).isEmpty();
    }

    @Test
    void opensNothingWithAKeyThatExpired() {
        Agent agent = agent();
        NewKey forAnHour = new NewKey("ci", SCOPES, Optional.of(NOW.plusSeconds(3_600)));
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), forAnHour));

        assertThat(callerAt(key, NOW.plusSeconds(3_600).minusNanos(1_000))).isPresent();
        assertThat(callerAt(key, NOW.plusSeconds(3_600))).isEmpty();
    }

    /** As before there were scopes. */
    @Test
    void letsAnOldKeyDoAllThatItsHolderMay() {
        Agent agent = agent();
        String key = issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));
        MariaDb.run(entities -> entities.createQuery("UPDATE ApiKey k SET k.scopes = NULL WHERE k.agentId = :agent")
                .setParameter("agent", agent.id())
                .executeUpdate());

        assertThat(caller(key).orElseThrow().may(Permission.VIEW_WORKSPACE)).isTrue();
    }

    @Test
    void tellsWhichKeysStand() {
        Agent agent = agent();
        issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));
        UUID person = member();
        issue(keys -> keys.toPerson(workspace, person, "ada", WANTED));
        List<UUID> both = List.of(keyId(agent.id()), keyId(person));
        assertThat(standing(both)).containsExactlyInAnyOrderElementsOf(both);

        MariaDb.run(entities -> {
            entities.find(ApiKey.class, both.get(0)).revoke(NOW);
            entities.createQuery("DELETE FROM Member m WHERE m.personId = :person")
                    .setParameter("person", person)
                    .executeUpdate();
        });

        assertThat(standing(both)).isEmpty();
        assertThat(standing(List.of())).isEmpty();
    }

    @Test
    void listsTheKeysOfOneHolderThatAreNotRevoked() {
        Agent agent = agent();
        UUID person = member();
        issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));
        issue(keys -> keys.toPerson(workspace, person, "ada", WANTED));

        List<ApiKey> ofAgent =
                MariaDb.inTransaction(entities -> adapter(entities).ofAgent(workspace, agent.id()));
        List<ApiKey> ofPerson =
                MariaDb.inTransaction(entities -> adapter(entities).ofPerson(workspace, person));
        List<ApiKey> elsewhere =
                MariaDb.inTransaction(entities -> adapter(entities).ofPerson(ids.next(), person));
        assertThat(ofAgent).singleElement().satisfies(key -> assertThat(key.name())
                .isEqualTo("ci"));
        assertThat(ofPerson).singleElement().satisfies(key -> assertThat(key.scopes())
                .isEqualTo(SCOPES));
        assertThat(elsewhere).isEmpty();

        MariaDb.run(
                entities -> entities.find(ApiKey.class, ofPerson.get(0).id()).revoke(NOW));
        List<ApiKey> left = MariaDb.inTransaction(entities -> adapter(entities).ofPerson(workspace, person));
        assertThat(left).isEmpty();
    }

    @Test
    void notesWhenAKeyWasUsed() {
        Agent agent = agent();
        issue(keys -> keys.toAgent(workspace, agent.id(), agent.slug(), WANTED));
        UUID id = keyId(agent.id());

        MariaDb.run(entities -> adapter(entities).used(List.of(id), NOW));

        Optional<ApiKey> used =
                MariaDb.inTransaction(entities -> adapter(entities).find(id));
        assertThat(used.orElseThrow().lastUsedAt()).contains(NOW);
    }

    private Set<UUID> standing(List<UUID> keys) {
        return MariaDb.inTransaction(entities -> adapter(entities).standing(keys, NOW));
    }

    private UUID member() {
        UUID person = ids.next();
        MariaDb.run(entities -> {
            entities.persist(new Person(person, person + "@example.org", "Ada", "-", NOW));
            entities.persist(new Member(workspace, person, Role.MEMBER, NOW));
        });
        return person;
    }

    private static UUID keyId(UUID holder) {
        return MariaDb.inTransaction(entities -> entities.createQuery(
                        "SELECT k.id FROM ApiKey k WHERE k.agentId = :holder OR k.personId = :holder", UUID.class)
                .setParameter("holder", holder)
                .getSingleResult());
    }

    private Agent agent() {
        Agent agent = new Agent(ids.next(), workspace, "kenji", "Kenji", new AgentLook("🦊", "#2563eb"), NOW);
        MariaDb.run(entities -> entities.persist(agent));
        return agent;
    }

    private String issue(Function<KeyIssue, IssuedKey> work) {
        return MariaDb.inTransaction(entities ->
                work.apply(new KeyIssue(adapter(entities), ids, CLOCK)).text());
    }

    private static Optional<Caller> caller(String key) {
        return callerAt(key, NOW);
    }

    private static Optional<Caller> callerAt(String key, Instant at) {
        LastUse uses = new LastUse(null, null);
        return MariaDb.inTransaction(
                entities -> new RememberedKeys(adapter(entities), InstantSource.fixed(at), uses).authenticate(key));
    }

    private static JpaKeyStore adapter(EntityManager entities) {
        JpaKeyStore keys = new JpaKeyStore();
        keys.entities = entities;
        return keys;
    }
}
