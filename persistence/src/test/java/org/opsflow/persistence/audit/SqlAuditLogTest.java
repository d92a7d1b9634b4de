package org.opsflow.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.AuditEntry;
import org.opsflow.domain.audit.AuditLog;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.Scratch;

class SqlAuditLogTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final AuditLog.Wanted ALL = new AuditLog.Wanted(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID person = ids.next();
    private final SqlAuditLog log = new SqlAuditLog(scratch.sql);

    @Test
    void answersWhatItWasGivenTheNewestFirst() {
        scratch.use(() -> {
            AuditEntry done = entry(Optional.of(workspace), Optional.empty(), NOON);
            AuditEntry refused = entry(Optional.of(workspace), Optional.of("forbidden"), NOON.plusSeconds(1));

            log.put(List.of(done, refused));

            assertThat(log.find(workspace, ALL, 10))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(refused, done);
            assertThat(log.find(workspace, ALL, 1)).extracting(AuditEntry::id).containsExactly(refused.id());
            assertThat(log.find(ids.next(), ALL, 10)).isEmpty();
        });
    }

    @Test
    void countsOnWhatItHas() {
        scratch.use(() -> {
            AuditEntry once = entry(Optional.of(workspace), Optional.of("forbidden"), NOON);
            log.put(List.of(once));
            AuditEntry often = new AuditEntry(
                    once.id(),
                    once.actor(),
                    once.at(),
                    NOON.plusSeconds(9),
                    7,
                    once.action(),
                    once.code(),
                    once.target(),
                    once.details());

            log.put(List.of(often));

            assertThat(log.find(workspace, ALL, 10))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(often);
        });
    }

    @Test
    void findsByEachFilter() {
        scratch.use(() -> {
            AuditEntry one = entry(Optional.of(workspace), Optional.empty(), NOON);
            AuditEntry other = new AuditEntry(
                    ids.next(),
                    new Actor(
                            Optional.of(workspace),
                            Actor.Kind.AGENT,
                            Optional.of(ids.next()),
                            Optional.of(ids.next()),
                            "192.0.2.9",
                            ""),
                    NOON.plusSeconds(10),
                    NOON.plusSeconds(20),
                    3,
                    "access",
                    Optional.of("scope"),
                    Target.operation("GET /api/audit"),
                    "{}");
            log.put(List.of(one, other));

            assertThat(found(Optional.of(other.id()), none(), none(), none(), none(), none(), none()))
                    .containsExactly(one.id());
            assertThat(found(none(), Optional.of("access"), none(), none(), none(), none(), none()))
                    .containsExactly(other.id());
            assertThat(found(none(), none(), Optional.of(false), none(), none(), none(), none()))
                    .containsExactly(one.id());
            assertThat(found(none(), none(), none(), Optional.of(person), none(), none(), none()))
                    .containsExactly(one.id());
            assertThat(found(none(), none(), none(), none(), Optional.of("192.0.2.9"), none(), none()))
                    .containsExactly(other.id());
            assertThat(found(none(), none(), none(), none(), none(), Optional.of(NOON.plusSeconds(20)), none()))
                    .containsExactly(other.id());
            assertThat(found(none(), none(), none(), none(), none(), none(), Optional.of(NOON.plusSeconds(10))))
                    .containsExactly(one.id());
        });
    }

    @Test
    void showsWhatIsOfNoWorkspaceToTheFirstOnly() {
        scratch.use(() -> {
            UUID first = new UUID(0, 1);
            insertWorkspace(first);
            insertWorkspace(workspace);
            AuditEntry nobody = entry(Optional.empty(), Optional.of("unauthenticated"), NOON);
            log.put(List.of(nobody));

            assertThat(log.find(first, ALL, 10)).extracting(AuditEntry::id).contains(nobody.id());
            assertThat(log.find(workspace, ALL, 10)).isEmpty();
        });
    }

    @Test
    void forgetsWhatIsOldOfItsOutcomeOnly() {
        scratch.use(() -> {
            AuditEntry done = entry(Optional.of(workspace), Optional.empty(), NOON);
            AuditEntry old = entry(Optional.of(workspace), Optional.of("forbidden"), NOON);
            AuditEntry young = entry(Optional.of(workspace), Optional.of("forbidden"), NOON.plusSeconds(1));
            log.put(List.of(done, old, young));

            int forgotten = log.forget(true, NOON.plusSeconds(1), 1_000);

            assertThat(forgotten).isPositive();
            assertThat(log.find(workspace, ALL, 10)).extracting(AuditEntry::id).containsExactly(young.id(), done.id());
        });
    }

    private List<UUID> found(
            Optional<UUID> before,
            Optional<String> action,
            Optional<Boolean> refused,
            Optional<UUID> actorId,
            Optional<String> address,
            Optional<Instant> since,
            Optional<Instant> until) {
        return log
                .find(workspace, new AuditLog.Wanted(before, action, refused, actorId, address, since, until), 10)
                .stream()
                .map(AuditEntry::id)
                .toList();
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private AuditEntry entry(Optional<UUID> in, Optional<String> code, Instant at) {
        Actor actor =
                new Actor(in, Actor.Kind.PERSON, Optional.of(person), Optional.empty(), "192.0.2.1", "Mozilla/5.0 🦊");
        return new AuditEntry(
                ids.next(), actor, at, at, 1, "auth.login", code, new Target("person", "person_x"), "{\"a\":1}");
    }

    private void insertWorkspace(UUID id) {
        scratch.sql.update(
                "INSERT INTO workspace (id, slug, name, created_at) VALUES (?, ?, 'W', UTC_TIMESTAMP(6))",
                bind -> bind.id(id).text("w" + id.toString().replace("-", "").substring(0, 30)));
    }
}
