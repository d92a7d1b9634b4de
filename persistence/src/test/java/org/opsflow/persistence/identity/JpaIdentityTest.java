package org.opsflow.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Members;
import org.opsflow.domain.identity.OwnWorkspaces;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.persistence.MariaDb;

class JpaIdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-29T02:30:00.123456Z");
    private static final Ids IDS = new Ids();

    @Test
    void findsAPersonByAddress() {
        Person person = person();

        Person found = people(people -> people.byEmail(person.email())).orElseThrow();

        assertThat(found.id()).isEqualTo(person.id());
        assertThat(found.name()).isEqualTo("Ada 🦊");
        Optional<Person> nobody = people(people -> people.byEmail("nobody@example.org"));
        assertThat(nobody).isEmpty();
    }

    @Test
    void keepsInstantsToTheMicrosecondInAnyZone() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            // On this day 02:30 does not exist in Berlin.
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Person person = person();

            assertThat(storedCreation(person)).isEqualTo("2026-03-29 02:30:00.123456");
            assertThat(people(people -> people.byEmail(person.email()))
                            .orElseThrow()
                            .createdAt())
                    .isEqualTo(NOW);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void listsMembershipsOldestFirst() {
        Person person = person();
        UUID young = IDS.next();
        UUID old = IDS.next();
        MariaDb.run(entities -> {
            entities.persist(new Member(young, person.id(), Role.VIEWER, NOW.plusSeconds(1)));
            entities.persist(new Member(old, person.id(), Role.OWNER, NOW));
        });

        List<Member> memberships = people(people -> people.memberships(person.id()));

        assertThat(memberships).extracting(Member::workspaceId).containsExactly(old, young);
        assertThat(memberships).extracting(Member::role).containsExactly(Role.OWNER, Role.VIEWER);
    }

    @Test
    void listsTheMembersOfAWorkspaceInPages() {
        UUID workspace = IDS.next();
        Person first = member(workspace, Role.OWNER);
        Person second = member(workspace, Role.VIEWER);
        member(IDS.next(), Role.OWNER);

        List<Members.Named> one = people(people -> people.named(workspace, Optional.empty(), 1));
        List<Members.Named> rest = people(people -> people.named(workspace, Optional.of(first.id()), 10));

        assertThat(one).extracting(named -> named.person().id()).containsExactly(first.id());
        assertThat(rest).extracting(named -> named.person().id()).containsExactly(second.id());
        assertThat(rest.get(0).member().role()).isEqualTo(Role.VIEWER);
    }

    /** In one transaction, as a use case reads, changes and reads again. */
    @Test
    void tellsARoleAsItIsAfterAChange() {
        UUID workspace = IDS.next();
        Person person = member(workspace, Role.MEMBER);

        Role changed = people(people -> {
            people.member(workspace, person.id()).orElseThrow();
            people.changeRole(workspace, person.id(), Role.ADMIN);
            return people.member(workspace, person.id()).orElseThrow().role();
        });
        boolean gone = people(people -> {
            people.remove(workspace, person.id());
            return people.member(workspace, person.id()).isEmpty();
        });

        assertThat(changed).isEqualTo(Role.ADMIN);
        assertThat(gone).isTrue();
    }

    @Test
    void refusesASecondOwner() {
        UUID workspace = IDS.next();
        member(workspace, Role.OWNER);

        assertThatThrownBy(() -> member(workspace, Role.OWNER)).hasStackTraceContaining("member_owner");
    }

    @Test
    void knowsTheWorkspacesOfAPerson() {
        Person person = person();
        Workspace workspace =
                new Workspace(IDS.next(), "w" + person.id().toString().substring(0, 13), "Yard", NOW);
        MariaDb.run(entities -> {
            entities.persist(workspace);
            entities.persist(new Member(workspace.id(), person.id(), Role.VIEWER, NOW));
        });

        List<OwnWorkspaces.Joined> joined = people(people -> people.joined(person.id()));

        assertThat(joined).singleElement().satisfies(one -> {
            assertThat(one.workspace().id()).isEqualTo(workspace.id());
            assertThat(one.role()).isEqualTo(Role.VIEWER);
        });
    }

    @Test
    void refusesAnAddressTwice() {
        Person person = person();
        Person again = new Person(IDS.next(), person.email(), "Eve", "$argon2id$", NOW);

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> people(people -> {
                    people.add(again);
                    return null;
                }));

        assertThat(refused.code()).isEqualTo("account_exists");
    }

    @Test
    void knowsNamesById() {
        Person person = person();

        Map<UUID, String> known = people(people -> people.names(List.of(person.id(), IDS.next())));
        Map<UUID, String> none = people(people -> people.names(List.of()));

        assertThat(known).containsExactly(Map.entry(person.id(), "Ada 🦊"));
        assertThat(none).isEmpty();
    }

    private static Person member(UUID workspace, Role role) {
        Person person = person();
        MariaDb.run(entities -> entities.persist(new Member(workspace, person.id(), role, NOW)));
        return person;
    }

    private static Person person() {
        UUID id = IDS.next();
        Person person = new Person(id, id + "@example.org", "Ada 🦊", "$argon2id$", NOW);
        MariaDb.run(entities -> adapter(entities).add(person));
        return person;
    }

    private static String storedCreation(Person person) throws Exception {
        try (var connection = MariaDb.connect();
                var query =
                        connection.prepareStatement("SELECT CAST(created_at AS CHAR) FROM person WHERE email = ?")) {
            query.setString(1, person.email());
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static <T> T people(Function<JpaPeople, T> work) {
        return MariaDb.inTransaction(entities -> work.apply(adapter(entities)));
    }

    private static JpaPeople adapter(EntityManager entities) {
        JpaPeople people = new JpaPeople();
        people.entities = entities;
        return people;
    }
}
