package org.opsflow.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.LastUse;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignIn;
import org.opsflow.domain.identity.SignInOpening;
import org.opsflow.domain.identity.SignInPolicy;
import org.opsflow.domain.identity.SignInSessions;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.persistence.MariaDb;

class JpaSignInsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofDays(14);
    private static final Visitor VISITOR = new Visitor("127.0.0.1", "a browser");

    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID person = ids.next();
    private final Member member = new Member(workspace, person, Role.ADMIN, NOW);

    @BeforeEach
    void aMemberOfAWorkspace() {
        MariaDb.run(entities -> {
            entities.persist(new Workspace(workspace, "w" + shorten(workspace), "Yard", NOW));
            entities.persist(new Person(person, person + "@example.org", "Ada", "-", NOW));
            entities.persist(member);
        });
    }

    @Test
    void findsWhoSignedIn() {
        SessionToken token = open();

        SignedIn found = at(NOW, sessions -> sessions.find(token)).orElseThrow();

        assertThat(found.caller().workspaceId()).isEqualTo(workspace);
        assertThat(found.caller().id()).isEqualTo(person);
        assertThat(found.role()).isEqualTo(Role.ADMIN);
        assertThat(found.workspace().name()).isEqualTo("Yard");
        assertThat(found.signIn().expiresAt()).isEqualTo(NOW.plus(LIFETIME));
    }

    @Test
    void findsWhoSignedInInAnotherOfTheirWorkspaces() {
        UUID other = ids.next();
        UUID foreign = ids.next();
        MariaDb.run(entities -> {
            entities.persist(new Workspace(other, "w" + shorten(other), "Attic", NOW));
            entities.persist(new Workspace(foreign, "w" + shorten(foreign), "Cellar", NOW));
            entities.persist(new Member(other, person, Role.VIEWER, NOW));
        });
        SessionToken token = open();

        SignedIn there = at(NOW, sessions -> sessions.find(token, Optional.of("w" + shorten(other))))
                .orElseThrow();

        assertThat(there.role()).isEqualTo(Role.VIEWER);
        assertThat(there.caller().workspaceId()).isEqualTo(other);
        for (String slug : new String[] {"w" + shorten(foreign), "nowhere", "N\u00e4mlich"}) {
            assertThatThrownBy(() -> at(NOW, sessions -> sessions.find(token, Optional.of(slug))))
                    .hasMessageContaining("There is no workspace");
        }
        Optional<SignedIn> unknown =
                at(NOW, sessions -> sessions.find(new SessionToken("another"), Optional.of("w" + shorten(other))));
        assertThat(unknown).isEmpty();
    }

    @Test
    void isInTheWorkspaceThatWasChosen() {
        UUID other = ids.next();
        MariaDb.run(entities -> {
            entities.persist(new Workspace(other, "w" + shorten(other), "Attic", NOW));
            entities.persist(new Member(other, person, Role.VIEWER, NOW));
        });
        SessionToken token = open();
        UUID id =
                at(NOW, sessions -> sessions.find(token)).orElseThrow().signIn().id();

        MariaDb.run(entities -> adapter(entities).choose(id, other));

        assertThat(at(NOW, sessions -> sessions.find(token))
                        .orElseThrow()
                        .workspace()
                        .id())
                .isEqualTo(other);
    }

    @Test
    void knowsNoOtherToken() {
        open();

        Optional<SignedIn> found = at(NOW, sessions -> sessions.find(new SessionToken("another")));

        assertThat(found).isEmpty();
    }

    @Test
    void forgetsASignInThatExpired() {
        SessionToken token = open();
        UUID id =
                at(NOW, sessions -> sessions.find(token)).orElseThrow().signIn().id();
        Instant expiry = NOW.plus(LIFETIME);

        Optional<SignedIn> justBefore = at(expiry.minusNanos(1_000), sessions -> sessions.find(token));
        Optional<SignedIn> then = at(expiry, sessions -> sessions.find(token));

        assertThat(justBefore).isPresent();
        assertThat(then).isEmpty();
        assertThat(standing(Set.of(id), expiry)).isEmpty();
    }

    @Test
    void tellsWhichSignInsStand() {
        SessionToken first = open();
        SessionToken second = open();
        UUID one =
                at(NOW, sessions -> sessions.find(first)).orElseThrow().signIn().id();
        UUID other = at(NOW, sessions -> sessions.find(second))
                .orElseThrow()
                .signIn()
                .id();

        MariaDb.run(entities -> adapter(entities).remove(one));

        assertThat(standing(Set.of(one, other), NOW)).containsExactly(new Standing.Seat(other, workspace));
    }

    @Test
    void letsNobodyInWhoIsNoMemberAnyMore() {
        SessionToken token = open();
        UUID id =
                at(NOW, sessions -> sessions.find(token)).orElseThrow().signIn().id();

        MariaDb.run(entities -> entities.remove(entities.merge(member)));

        Optional<SignedIn> found = at(NOW, sessions -> sessions.find(token));
        assertThat(found).isEmpty();
        assertThat(standing(Set.of(id), NOW)).isEmpty();
    }

    @Test
    void listsThoseOfAPersonNewestFirst() {
        open();
        SessionToken second = openAt(NOW.plusSeconds(1));

        List<SignIn> listed =
                MariaDb.inTransaction(entities -> adapter(entities).of(person, NOW.plusSeconds(2)));
        List<SignIn> expired = MariaDb.inTransaction(
                entities -> adapter(entities).of(person, NOW.plus(LIFETIME).plusSeconds(1)));

        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).tokenHash())
                .isEqualTo(at(NOW, sessions -> sessions.find(second))
                        .orElseThrow()
                        .signIn()
                        .tokenHash());
        assertThat(listed.get(0).address()).isEqualTo("127.0.0.1");
        assertThat(listed.get(0).userAgent()).isEqualTo("a browser");
        assertThat(expired).isEmpty();
    }

    @Test
    void notesWhenASignInWasUsed() {
        SessionToken token = open();
        SignIn unused = at(NOW, sessions -> sessions.find(token)).orElseThrow().signIn();
        assertThat(unused.lastUsedAt()).isEqualTo(NOW);

        MariaDb.run(entities -> adapter(entities).used(List.of(unused.id()), NOW.plusSeconds(60)));

        assertThat(at(NOW, sessions -> sessions.find(token))
                        .orElseThrow()
                        .signIn()
                        .lastUsedAt())
                .isEqualTo(NOW.plusSeconds(60));
    }

    private static Set<Standing.Seat> standing(Set<UUID> ids, Instant at) {
        return MariaDb.inTransaction(entities -> adapter(entities).standing(ids, at));
    }

    /** Who signs in must not fail because somebody else, on a node that stands still, is about to. */
    @Test
    void forgetsWhatHasExpiredWithoutWaitingForOthers() {
        openAt(NOW.minus(LIFETIME));
        SessionToken standing = open();
        MariaDb.run(other -> {
            new SignInOpening(
                            adapter(other), new SignInPolicy(LIFETIME, 5), ids, InstantSource.fixed(NOW), new NoAudit())
                    .open(member, VISITOR);
            other.flush();

            MariaDb.run(entities -> {
                entities.createNativeQuery("SET SESSION innodb_lock_wait_timeout = 1")
                        .executeUpdate();
                adapter(entities).removeExpired(NOW);
                entities.createNativeQuery("SET SESSION innodb_lock_wait_timeout = DEFAULT")
                        .executeUpdate();
            });
        });

        List<SignIn> left = MariaDb.inTransaction(entities -> adapter(entities).of(person, Instant.EPOCH));
        assertThat(left).hasSize(2).allMatch(signIn -> signIn.expiresAt().isAfter(NOW));
        Optional<SignedIn> still = at(NOW, sessions -> sessions.find(standing));
        assertThat(still).isPresent();
    }

    private SessionToken open() {
        return openAt(NOW);
    }

    private SessionToken openAt(Instant time) {
        SignInPolicy policy = new SignInPolicy(LIFETIME, 5);
        InstantSource clock = InstantSource.fixed(time);
        return MariaDb.inTransaction(entities ->
                new SignInOpening(adapter(entities), policy, ids, clock, new NoAudit()).open(member, VISITOR));
    }

    private static final class NoAudit extends Audit {
        NoAudit() {
            super(null, null, null, null);
        }

        @Override
        public void done(Actor actor, String action, Target target) {}
    }

    private <T> T at(Instant time, Function<SignInSessions, T> work) {
        InstantSource clock = InstantSource.fixed(time);
        LastUse uses = new LastUse(null, null);
        return MariaDb.inTransaction(entities -> work.apply(new SignInSessions(adapter(entities), clock, uses)));
    }

    private static JpaSignIns adapter(jakarta.persistence.EntityManager entities) {
        JpaSignIns signIns = new JpaSignIns();
        signIns.entities = entities;
        return signIns;
    }

    private static String shorten(UUID id) {
        return id.toString().replace("-", "");
    }
}
