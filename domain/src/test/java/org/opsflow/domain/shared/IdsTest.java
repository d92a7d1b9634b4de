package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final int EACH = 50_000;

    private final Ids ids = new Ids();

    @Test
    void areUuidsOfVersionSevenWithTheTimeInFront() {
        long before = System.currentTimeMillis();
        UUID id = ids.next();
        long after = System.currentTimeMillis();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
    }

    @Test
    void growStrictlyAcrossThreads() throws Exception {
        Set<UUID> all = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> growing = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                growing.add(threads.submit(growing(all, start)));
            }
            start.countDown();
            for (Future<Boolean> thread : growing) {
                assertThat(thread.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all).hasSize(4 * EACH);
        assertThat(ids.next()).isGreaterThan(all.stream().max(UUID::compareTo).orElseThrow());
    }

    private Callable<Boolean> growing(Set<UUID> all, CountDownLatch start) {
        return () -> {
            start.await();
            UUID last = ids.next();
            all.add(last);
            for (int i = 1; i < EACH; i++) {
                UUID next = ids.next();
                // Above the random half: two ids of one process never share their first 64 bits.
                if (next.getMostSignificantBits() <= last.getMostSignificantBits()) {
                    return false;
                }
                all.add(next);
                last = next;
            }
            return true;
        };
    }
}
