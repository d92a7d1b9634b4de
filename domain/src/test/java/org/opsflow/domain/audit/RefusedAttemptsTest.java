package org.opsflow.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;

class RefusedAttemptsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    private final FakeLog log = new FakeLog();
    private final RefusedAttempts attempts = new RefusedAttempts(
            new Audit(log, AuditPolicy.defaults(), new Ids(), CLOCK), new Ids(), CLOCK, Thread::new);

    @AfterEach
    void stop() {
        attempts.stop();
    }

    @Test
    void areWrittenByAnotherThreadTogether() {
        attempts.start();

        refuse("192.0.2.1");
        refuse("192.0.2.1");
        refuse("192.0.2.2");

        Awaitility.await().until(() -> log.times() == 3);
        assertThat(log.stored).hasSize(2);
    }

    @Test
    void areWrittenWhenTheDatabaseIsBack() {
        log.isAway = true;
        attempts.start();
        refuse("192.0.2.1");
        Awaitility.await().until(() -> log.refused > 0);

        log.isAway = false;

        Awaitility.await().until(() -> log.times() == 1);
    }

    @Test
    void areWrittenBeforeTheServerStops() {
        attempts.start();
        refuse("192.0.2.1");

        attempts.stop();

        assertThat(log.times()).isEqualTo(1);
    }

    /** Nobody writes: as many as there are, nobody waits, and none is forgotten in the count. */
    @Test
    void areCountedWhenThereAreMoreThanCanBeTaken() {
        IntStream.range(0, 10_000).forEach(i -> refuse("192.0.2.1"));

        attempts.start();

        Awaitility.await().until(() -> log.times() == 10_000);
        assertThat(log.stored.values())
                .extracting(entry -> entry.code().orElseThrow())
                .containsExactlyInAnyOrder("unauthenticated", "overlooked");
    }

    private void refuse(String address) {
        attempts.add(Actor.nobody(address, ""), "access", "unauthenticated", Target.operation("GET /api/agents"));
    }

    private static final class FakeLog implements AuditLog {
        private final Map<UUID, AuditEntry> stored = new ConcurrentHashMap<>();
        private volatile boolean isAway;
        private volatile int refused;

        @Override
        public void put(Collection<AuditEntry> entries) {
            if (isAway) {
                refused++;
                throw new IllegalStateException("away");
            }
            entries.forEach(entry -> stored.put(entry.id(), entry));
        }

        int times() {
            return stored.values().stream().mapToInt(AuditEntry::times).sum();
        }

        @Override
        public List<AuditEntry> find(UUID workspaceId, Wanted wanted, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int forget(boolean old, Instant before, int most) {
            return 0;
        }
    }
}
