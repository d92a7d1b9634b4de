package org.opsflow.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.AttemptRow;
import org.opsflow.domain.claim.AttemptState;
import org.opsflow.domain.claim.Attempts;
import org.opsflow.domain.claim.Sessions;
import org.opsflow.domain.claim.Stop;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.Scratch;

class SqlAttemptsTest {
    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.123456Z");

    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final SqlAttempts attempts = new SqlAttempts(scratch.sql);
    private final SqlSessions sessions = new SqlSessions(scratch.sql);

    private AttemptRow fresh(UUID session, AttemptState state) {
        return new AttemptRow(
                ids.next(),
                workspace,
                ids.next(),
                ids.next(),
                3,
                1L << 40,
                session,
                ids.next(),
                state,
                0,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                NOON,
                Optional.empty(),
                Optional.empty(),
                NOON,
                Duration.ofSeconds(90));
    }

    private static AttemptRow ended(AttemptRow fresh, String message) {
        return new AttemptRow(
                fresh.id(),
                fresh.workspaceId(),
                fresh.runId(),
                fresh.stepId(),
                fresh.number(),
                fresh.fence(),
                fresh.sessionId(),
                fresh.agentId(),
                AttemptState.FAILED,
                2,
                1,
                OptionalInt.of(-7),
                Optional.of("exit_code"),
                Optional.of(message),
                fresh.leasedAt(),
                Optional.of(NOON.plusSeconds(1)),
                Optional.of(NOON.plusSeconds(2)),
                NOON.plusSeconds(1),
                fresh.stallAfter());
    }

    @Test
    void readsBackWhatItInsertsAndChanges() {
        scratch.use(() -> {
            AttemptRow one = fresh(ids.next(), AttemptState.LEASED);
            AttemptRow two = fresh(ids.next(), AttemptState.LEASED);
            attempts.insert(List.of(one, two));
            assertThat(attempts.lock(List.of(two.id(), one.id(), ids.next()))).containsExactly(one, two);

            attempts.update(List.of(ended(one, "it broke")));
            assertThat(attempts.lock(List.of(one.id()))).containsExactly(ended(one, "it broke"));
            assertThat(attempts.lock(List.of(two.id()))).containsExactly(two);
        });
    }

    @Test
    void cutsAMessageToWhatTheColumnHolds() {
        scratch.use(() -> {
            AttemptRow one = fresh(ids.next(), AttemptState.LEASED);
            attempts.insert(List.of(one));
            attempts.update(List.of(ended(one, "é".repeat(9_000))));

            assertThat(attempts.lock(List.of(one.id())).get(0).errorMessage().orElseThrow())
                    .isEqualTo("é".repeat(4_096));
        });
    }

    @Test
    void tellsWhereAttemptsBelong() {
        scratch.use(() -> {
            AttemptRow one = fresh(ids.next(), AttemptState.LEASED);
            attempts.insert(List.of(one));

            assertThat(attempts.places(List.of(one.id(), ids.next())))
                    .containsExactly(new Attempts.Place(one.id(), one.runId(), one.stepId(), workspace));
        });
    }

    @Test
    void findsWhatSessionsHoldOrHaveToStop() {
        scratch.use(() -> {
            UUID session = ids.next();
            AttemptRow leased = fresh(session, AttemptState.LEASED);
            AttemptRow running = fresh(session, AttemptState.RUNNING);
            AttemptRow stopping = fresh(session, AttemptState.STOPPING);
            attempts.insert(List.of(
                    leased,
                    running,
                    stopping,
                    fresh(session, AttemptState.CANCELLED),
                    fresh(session, AttemptState.COMPLETED),
                    fresh(session, AttemptState.LOST),
                    fresh(ids.next(), AttemptState.RUNNING)));

            assertThat(attempts.unfinishedOf(List.of(session))).containsExactly(leased, running, stopping);
        });
    }

    @Test
    void findsOpenAttemptsWhoseLeaseRanOutByTheDatabasesClock() {
        scratch.use(() -> {
            UUID over = session("n1", Duration.ofMillis(-1));
            UUID living = session("n1", Duration.ofMinutes(1));
            AttemptRow lost = fresh(over, AttemptState.RUNNING);
            AttemptRow stopping = fresh(over, AttemptState.STOPPING);
            attempts.insert(
                    List.of(lost, stopping, fresh(over, AttemptState.RELEASED), fresh(living, AttemptState.RUNNING)));

            Set<AttemptState> held = EnumSet.of(AttemptState.LEASED, AttemptState.RUNNING);
            assertThat(attempts.expired(held, 100)).containsExactly(lost.id());
            assertThat(attempts.expired(held, 0)).isEmpty();
            assertThat(attempts.expired(EnumSet.of(AttemptState.STOPPING), 100)).containsExactly(stopping.id());
        });
    }

    @Test
    void findsWhatTheSessionsOfANodeHaveToStop() {
        scratch.use(() -> {
            UUID here = session("n1", Duration.ofMinutes(1));
            AttemptRow stopping = fresh(here, AttemptState.STOPPING);
            attempts.insert(List.of(
                    stopping,
                    fresh(here, AttemptState.RUNNING),
                    fresh(session("n2", Duration.ofMinutes(1)), AttemptState.STOPPING)));

            assertThat(attempts.stops("n1", 100))
                    .containsExactly(new Stop(stopping.id(), stopping.runId(), here, stopping.fence(), ""));
            assertThat(attempts.stops("n1", 0)).isEmpty();
        });
    }

    private UUID session(String node, Duration lease) {
        return sessions.open(
                        new Sessions.Opening(workspace, ids.next(), "i1", node, new byte[32], "1", List.of("script")),
                        ids.next(),
                        Optional.empty(),
                        lease)
                .id();
    }
}
