package org.opsflow.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;

class RefusalsTest {
    private static final Target AGENTS = Target.operation("POST /api/agents");

    private final Refusals refusals = new Refusals(new Ids()::next);
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void countTheSameWithinAMinute() {
        for (int i = 0; i < 1_000; i++) {
            refuse(Actor.nobody("192.0.2.1", "a program " + i));
        }

        AuditEntry entry = only(refusals.unstored());
        assertThat(entry.times()).isEqualTo(1_000);
        assertThat(entry.actor().userAgent()).isEqualTo("a program 0");
        assertThat(entry.code()).contains("unauthenticated");
        assertThat(entry.target()).isEqualTo(AGENTS);
    }

    @Test
    void areWrittenAgainOnlyWhenTheyGrew() {
        refuse(Actor.nobody("192.0.2.1", ""));
        UUID first = only(refusals.unstored()).id();
        refusals.stored();
        assertThat(refusals.unstored()).isEmpty();

        now = now.plusSeconds(5);
        refuse(Actor.nobody("192.0.2.1", ""));

        AuditEntry grown = only(refusals.unstored());
        assertThat(grown.id()).isEqualTo(first);
        assertThat(grown.times()).isEqualTo(2);
        assertThat(grown.lastAt()).isEqualTo(grown.at().plusSeconds(5));
    }

    @Test
    void beginANewEntryAfterAMinute() {
        refuse(Actor.nobody("192.0.2.1", ""));
        refusals.stored();

        now = now.plus(Refusals.WINDOW);
        refuse(Actor.nobody("192.0.2.1", ""));

        assertThat(only(refusals.unstored()).times()).isEqualTo(1);
    }

    @Test
    void growNoFasterHoweverManyTheAttackersAre() {
        for (int i = 0; i < 10_000; i++) {
            refuse(Actor.nobody("2001:db8::" + Integer.toHexString(i), ""));
        }

        List<AuditEntry> entries = refusals.unstored();
        assertThat(entries).hasSize(Refusals.APART + 1);
        assertThat(entries.stream().mapToInt(AuditEntry::times).sum()).isEqualTo(10_000);
        assertThat(entries)
                .filteredOn(entry -> entry.actor().address().isEmpty())
                .singleElement()
                .satisfies(many -> assertThat(many.times()).isEqualTo(10_000 - Refusals.APART));
    }

    @Test
    void ofAWorkspaceAreNotLostInAnAttackFromOutside() {
        for (int i = 0; i < 1_000; i++) {
            refuse(Actor.nobody("2001:db8::" + Integer.toHexString(i), ""));
        }
        Actor member = new Actor(
                Optional.of(UUID.randomUUID()),
                Actor.Kind.PERSON,
                Optional.of(UUID.randomUUID()),
                Optional.empty(),
                "192.0.2.1",
                "");

        refuse(member);

        assertThat(refusals.unstored()).extracting(AuditEntry::actor).contains(member);
    }

    /** As when the database does not answer. */
    @Test
    void thatCouldNotBeWrittenAreKeptAndStayFew() {
        for (int i = 0; i < 100; i++) {
            now = now.plus(Refusals.WINDOW);
            for (int k = 0; k < 100; k++) {
                refuse(Actor.nobody("192.0.2." + k, ""));
            }
        }

        assertThat(refusals.unstored()).hasSize(Refusals.APART + 1);
        assertThat(refusals.unstored().stream().mapToInt(AuditEntry::times).sum())
                .isEqualTo(10_000);
    }

    private void refuse(Actor actor) {
        refusals.add(actor, "access", "unauthenticated", AGENTS, 1, now);
    }

    private static AuditEntry only(List<AuditEntry> entries) {
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }
}
