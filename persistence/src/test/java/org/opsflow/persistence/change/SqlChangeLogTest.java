package org.opsflow.persistence.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.Scratch;
import org.opsflow.persistence.ThreadTransactions;
import org.opsflow.persistence.shared.Sql;

class SqlChangeLogTest {
    private static final String TYPE = "worker.online";
    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.123456Z");

    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID one = ids.next();
    private final UUID two = ids.next();
    private final SqlChangeLog log = new SqlChangeLog(scratch.sql);

    private static Change change(UUID workspace, String word) {
        return new Change(workspace, TYPE, "{\"漢\":\"" + word + "\"}");
    }

    @Test
    void numbersTheChangesOfEachWorkspaceFromItsHeadOn() {
        scratch.use(() -> {
            log.begin(one, "e1");
            log.begin(two, "e2");
            log.append(List.of(change(one, "a")), NOON);

            List<ChangesCommitted> committed =
                    log.append(List.of(change(one, "b"), change(two, "c"), change(one, "d")), NOON);

            assertThat(committed)
                    .containsExactly(
                            new ChangesCommitted(
                                    one,
                                    "e1",
                                    2,
                                    3,
                                    List.of(
                                            new NumberedChange(2, NOON, TYPE, "{\"漢\":\"b\"}"),
                                            new NumberedChange(3, NOON, TYPE, "{\"漢\":\"d\"}"))),
                            new ChangesCommitted(
                                    two, "e2", 1, 1, List.of(new NumberedChange(1, NOON, TYPE, "{\"漢\":\"c\"}"))));
            assertThat(log.heads(List.of(one, two, ids.next())))
                    .isEqualTo(Map.of(one, new ChangeHead("e1", 3), two, new ChangeHead("e2", 1)));
            assertThat(log.after(one, 1, 10)).isEqualTo(committed.get(0).changes());
            assertThat(log.after(one, 0, 2)).extracting(NumberedChange::n).containsExactly(1L, 2L);
            assertThat(log.after(one, 3, 10)).isEmpty();
        });
    }

    @Test
    void refusesChangesOfAWorkspaceWithoutAHistory() {
        scratch.use(() -> assertThatThrownBy(() -> log.append(List.of(change(one, "a")), NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(one.toString()));
    }

    @Test
    void appendsNothingForNothing() {
        scratch.use(() -> assertThat(log.append(List.of(), NOON)).isEmpty());
    }

    @Test
    void showsNothingBehindAGap() {
        scratch.use(() -> {
            log.begin(one, "e1");
            log.append(List.of(change(one, "a"), change(one, "b"), change(one, "c"), change(one, "d")), NOON);
            scratch.sql.update("DELETE FROM change_entry WHERE workspace_id = ? AND n = 3", bind -> bind.id(one));

            assertThat(log.after(one, 0, 10)).extracting(NumberedChange::n).containsExactly(1L, 2L);
        });
    }

    /** Four writers, some of which give up; a reader never sees a number before all smaller ones. */
    @Test
    void staysDenseUnderFourWritersAndNeverShowsAGap() throws Exception {
        ThreadTransactions transactions = new ThreadTransactions();
        SqlChangeLog shared = new SqlChangeLog(new Sql(transactions.dataSource()));
        transactions.inTransaction(() -> {
            shared.begin(one, "e1");
            shared.begin(two, "e2");
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Future<Long>> written = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                written.add(threads.submit(writer(transactions, shared, writer)));
            }
            Future<Long> seen = threads.submit(reader(transactions, shared, written));
            long total = 0;
            for (Future<Long> writer : written) {
                total += writer.get(60, TimeUnit.SECONDS);
            }
            assertThat(seen.get(60, TimeUnit.SECONDS)).isEqualTo(total);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Long> writer(ThreadTransactions transactions, SqlChangeLog shared, int seed) {
        return () -> {
            Random random = new Random(seed);
            long mine = 0;
            for (int i = 0; i < 100; i++) {
                List<Change> changes = new ArrayList<>();
                int count = 1 + random.nextInt(5);
                for (int k = 0; k < count; k++) {
                    changes.add(change(random.nextBoolean() ? one : two, "w" + seed));
                }
                boolean givesUp = random.nextInt(10) == 0;
                try {
                    transactions.inTransaction(() -> {
                        shared.append(changes, NOON);
                        if (givesUp) {
                            throw new IllegalStateException("gives up");
                        }
                        return null;
                    });
                    mine += changes.stream()
                            .filter(change -> change.workspaceId().equals(one))
                            .count();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("gives up");
                }
            }
            return mine;
        };
    }

    /** Reads on and on; answers how many changes of the first workspace there were. */
    private Callable<Long> reader(ThreadTransactions transactions, SqlChangeLog shared, List<Future<Long>> writers) {
        return () -> {
            long last = 0;
            boolean over = false;
            while (true) {
                long since = last;
                List<NumberedChange> news = transactions.inTransaction(() -> shared.after(one, since, 1_000));
                if (!news.isEmpty() && news.get(0).n() > last + 1) {
                    continue; // a view with a gap at its beginning, which callers look for
                }
                for (NumberedChange next : news) {
                    assertThat(next.n()).isEqualTo(++last);
                }
                if (over && news.isEmpty()) {
                    return last;
                }
                over = writers.stream().allMatch(Future::isDone);
            }
        };
    }
}
