package org.opsflow.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.SessionRow;
import org.opsflow.domain.claim.Sessions;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.persistence.Scratch;

class SqlSessionsTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID agent = ids.next();
    private final SqlSessions sessions = new SqlSessions(scratch.sql);

    private Sessions.Opened open(String instance, String node, String token, String presented, Duration lease) {
        return sessions.open(
                new Sessions.Opening(
                        workspace, agent, instance, node, Sha256.of(token), "1.0", List.of("gpu", "script")),
                ids.next(),
                Optional.ofNullable(presented).map(Sha256::of),
                lease);
    }

    private SessionRow row(UUID id) {
        return sessions.lock(List.of(id)).get(0);
    }

    /** Microseconds from now, by the database. */
    private long leaseLeft(UUID id) {
        return scratch.sql
                .query(
                        "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), lease_until) AS leased FROM agent_session"
                                + " WHERE id = ?",
                        bind -> bind.id(id),
                        row -> row.big("leased"))
                .get(0);
    }

    @Test
    void opensOneSessionForEachIdentityAndRaisesItsEpoch() {
        scratch.use(() -> {
            Sessions.Opened first = open("i1", "n1", "t1", null, LEASE);
            Sessions.Opened second = open("i1", "n2", "t2", null, LEASE);
            Sessions.Opened other = open("i2", "n1", "t3", null, LEASE);

            assertThat(first.epoch()).isEqualTo(1);
            assertThat(second).isEqualTo(new Sessions.Opened(first.id(), 2, false, false, ""));
            assertThat(other.id()).isNotEqualTo(first.id());
            SessionRow row = row(first.id());
            assertThat(row.leaseLeft()).isPositive().isLessThanOrEqualTo(LEASE);
            assertThat(row).isEqualTo(new SessionRow(first.id(), workspace, "n2", 2, true, row.leaseLeft(), false));
        });
    }

    @Test
    void tellsInstancesApartByEveryLetter() {
        scratch.use(() -> assertThat(open("host", "n1", "t", null, LEASE).id())
                .isNotEqualTo(open("HOST", "n1", "t", null, LEASE).id()));
    }

    @Test
    void resumesOnlyWithTheNewestToken() {
        scratch.use(() -> {
            assertThat(open("i1", "n1", "t1", "t1", LEASE).resumed()).isFalse();
            assertThat(open("i1", "n1", "t2", "t1", LEASE).resumed()).isTrue();
            assertThat(open("i1", "n1", "t3", "t1", LEASE).resumed()).isFalse();
            assertThat(open("i1", "n1", "t4", "t3", LEASE).resumed()).isTrue();
            assertThat(open("i1", "n1", "t5", null, LEASE).resumed()).isFalse();
        });
    }

    @Test
    void locksThemInTheOrderOfTheirIds() {
        scratch.use(() -> {
            UUID one = open("i1", "n1", "t", null, LEASE).id();
            UUID two = open("i2", "n1", "t", null, LEASE).id();

            assertThat(sessions.lock(List.of(two, one, ids.next())))
                    .extracting(SessionRow::id)
                    .containsExactly(one, two);
        });
    }

    @Test
    void tellsByTheDatabasesClockWhetherALeaseRanOut() {
        scratch.use(() -> {
            assertThat(row(open("i1", "n1", "t", null, Duration.ofMillis(-1)).id())
                            .expired())
                    .isTrue();
            assertThat(row(open("i2", "n1", "t", null, LEASE).id()).expired()).isFalse();
        });
    }

    @Test
    void givesAWholeLeaseFromNow() {
        scratch.use(() -> {
            UUID one = open("i1", "n1", "t", null, Duration.ofMillis(-1)).id();
            sessions.extend(List.of(one), LEASE);

            assertThat(leaseLeft(one)).isBetween(50_000_000L, 60_000_000L);
        });
    }

    @Test
    void renewsTheSessionsOfTheNodeAndTellsThoseOfOthers() {
        scratch.use(() -> {
            UUID here = open("i1", "n1", "t", null, Duration.ofSeconds(1)).id();
            UUID there = open("i2", "n2", "t", null, Duration.ofSeconds(1)).id();

            assertThat(sessions.renew("n1", Map.of(here, LEASE, there, LEASE))).containsExactly(there);
            assertThat(leaseLeft(here)).isGreaterThan(50_000_000L);
            assertThat(leaseLeft(there)).isLessThan(1_000_001L);
            assertThat(sessions.renew("n1", Map.of())).isEmpty();
        });
    }

    @Test
    void neverShortensALease() {
        scratch.use(() -> {
            UUID one = open("i1", "n1", "t", null, LEASE).id();
            sessions.renew("n1", Map.of(one, Duration.ofSeconds(1)));

            assertThat(leaseLeft(one)).isGreaterThan(50_000_000L);
        });
    }

    @Test
    void disconnectsOnlyTheConnectionThatEnded() {
        scratch.use(() -> {
            Sessions.Opened old = open("i1", "n1", "t", null, LEASE);
            Sessions.Opened newer = open("i1", "n1", "t", null, LEASE);

            assertThat(sessions.disconnect(old.id(), old.epoch())).isFalse();
            assertThat(row(old.id()).connected()).isTrue();
            assertThat(sessions.disconnect(newer.id(), newer.epoch())).isTrue();
            assertThat(row(old.id()).connected()).isFalse();
            assertThat(sessions.disconnect(newer.id(), newer.epoch())).isFalse();
        });
    }

    @Test
    void disconnectsAllOfANodeAndGivesThemALeaseToComeBack() {
        scratch.use(() -> {
            UUID here = open("i1", "here-" + agent, "t", null, Duration.ofSeconds(-9))
                    .id();
            UUID there = open("i2", "there-" + agent, "t", null, Duration.ofSeconds(-9))
                    .id();
            sessions.disconnectAll("here-" + agent, LEASE);

            assertThat(row(here).connected()).isFalse();
            assertThat(row(here).expired()).isFalse();
            assertThat(row(there).connected()).isTrue();
            assertThat(row(there).expired()).isTrue();
        });
    }

    @Test
    void tellsHowAnAgentLooks() {
        scratch.use(() -> {
            scratch.sql.update(
                    "INSERT INTO agent (id, workspace_id, slug, name, emoji, color, created_at)"
                            + " VALUES (?, ?, 'kenji', 'Kenji 健', '🦊', '#112233', UTC_TIMESTAMP(6))",
                    bind -> bind.id(agent).id(workspace));

            assertThat(sessions.face(agent, "i1"))
                    .isEqualTo(new AgentFace(agent, "kenji", "Kenji 健", "🦊", "#112233", "i1"));
        });
    }

    @Test
    void holdsAsManyCapabilitiesAsAnAgentMaySend() {
        List<String> most = Collections.nCopies(63, "c".repeat(64));
        scratch.use(() -> assertThat(sessions.open(
                                new Sessions.Opening(workspace, agent, "i1", "n1", new byte[32], "v".repeat(64), most),
                                ids.next(),
                                Optional.empty(),
                                LEASE)
                        .epoch())
                .isEqualTo(1));
    }
}
