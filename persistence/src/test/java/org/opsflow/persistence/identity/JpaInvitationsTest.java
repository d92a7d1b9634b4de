package org.opsflow.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Invitation;
import org.opsflow.domain.identity.Invitations;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.persistence.MariaDb;

class JpaInvitationsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Ids ids = new Ids();
    private final Caller admin = new Caller(ids.next(), Caller.Kind.PERSON, ids.next(), "Ada", Role.ADMIN);

    @Test
    void findsAnInvitationByItsTokenUntilItExpires() {
        Invitations.Made made = invited("grace@example.org");
        byte[] hash = Sha256.of(made.token());
        Instant end = NOW.plus(Duration.ofDays(7));

        Optional<Invitation> inTime = store(store -> store.byToken(hash, end.minusNanos(1_000)));
        Optional<Invitation> late = store(store -> store.byToken(hash, end));
        Optional<Invitation> unknown = store(store -> store.byToken(Sha256.of("another"), NOW));
        List<Invitation> waiting = store(store -> store.of(admin.workspaceId(), end));

        assertThat(inTime).map(Invitation::id).contains(made.invitation().id());
        assertThat(late).isEmpty();
        assertThat(unknown).isEmpty();
        assertThat(waiting).isEmpty();
    }

    @Test
    void letsOneOfTwoAcceptIt() {
        UUID id = invited("grace@example.org").invitation().id();

        boolean first = store(store -> store.remove(id));
        boolean second = store(store -> store.remove(id));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void keepsTheNewestOfAnAddress() {
        invited("grace@example.org");
        Invitations.Made second = invited("Grace@example.org");

        List<Invitation> waiting = store(store -> store.of(admin.workspaceId(), NOW));

        assertThat(waiting)
                .extracting(Invitation::id)
                .containsExactly(second.invitation().id());
        assertThat(waiting.get(0).email()).isEqualTo("grace@example.org");
        List<Invitation> elsewhere = store(store -> store.of(ids.next(), NOW));
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void removesThoseOfOnePerson() {
        invited("grace@example.org");
        run(store -> store.removeBy(ids.next(), admin.id()));
        run(store -> store.removeBy(admin.workspaceId(), ids.next()));
        List<Invitation> untouched = store(store -> store.of(admin.workspaceId(), NOW));
        run(store -> store.removeBy(admin.workspaceId(), admin.id()));
        List<Invitation> left = store(store -> store.of(admin.workspaceId(), NOW));

        assertThat(untouched).hasSize(1);
        assertThat(left).isEmpty();
    }

    private static void run(Consumer<JpaInvitations> work) {
        store(store -> {
            work.accept(store);
            return store;
        });
    }

    private Invitations.Made invited(String email) {
        return MariaDb.inTransaction(entities -> {
            if (entities.createQuery("SELECT m FROM Member m WHERE m.personId = :id", Member.class)
                    .setParameter("id", admin.id())
                    .getResultList()
                    .isEmpty()) {
                entities.persist(new Person(admin.id(), admin.id() + "@example.org", "Ada", "$argon2id$", NOW));
                entities.persist(new Member(admin.workspaceId(), admin.id(), Role.ADMIN, NOW));
            }
            JpaInvitations store = new JpaInvitations();
            store.entities = entities;
            JpaPeople people = new JpaPeople();
            people.entities = entities;
            return new Invitations(store, people, ids, InstantSource.fixed(NOW), new NoAudit())
                    .invite(admin, email, Role.MEMBER);
        });
    }

    private static <T> T store(Function<JpaInvitations, T> work) {
        return MariaDb.inTransaction(entities -> {
            JpaInvitations store = new JpaInvitations();
            store.entities = entities;
            return work.apply(store);
        });
    }

    private static final class NoAudit extends Audit {
        NoAudit() {
            super(null, null, null, null);
        }

        @Override
        public void done(Actor actor, String action, Target target, String details) {}
    }
}
