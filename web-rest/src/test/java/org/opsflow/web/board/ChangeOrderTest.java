package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;

class ChangeOrderTest {
    private static final int MANY = 1_000;

    @Property(tries = 300)
    void deliversShuffledCommitsInOrderWithoutGapOrDouble(
            @ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<List<NumberedChange>> commits = new ArrayList<>();
        for (long n = 8; n <= count + 7L; ) {
            long to = Math.min(count + 7L, n + random.nextInt(4));
            commits.add(changes(n, to));
            if (random.nextInt(4) == 0) {
                commits.add(changes(Math.max(1, n - 3), to));
            }
            n = to + 1;
        }
        java.util.Collections.shuffle(commits, random);
        ChangeOrder order = new ChangeOrder(7);

        List<Long> delivered = new ArrayList<>();
        for (List<NumberedChange> commit : commits) {
            order.add(commit);
            order.take(0, 1 + random.nextInt(5)).forEach(change -> delivered.add(change.n()));
        }
        order.take(0, MANY).forEach(change -> delivered.add(change.n()));

        assertThat(delivered)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(8, count + 7L).boxed().toList());
        assertThat(order.isComplete()).isTrue();
    }

    @Test
    void waitsFiftyMillisecondsForAMissingNumber() {
        ChangeOrder order = new ChangeOrder(0);
        order.add(changes(2, 2));

        assertThat(order.take(1_000, MANY)).isEmpty();
        assertThat(order.mustBeRead(1_000 + ChangeOrder.PATIENCE_NANOS - 1)).isFalse();
        assertThat(order.mustBeRead(1_000 + ChangeOrder.PATIENCE_NANOS)).isTrue();
    }

    @Test
    void waitsAnewForTheNextMissingNumber() {
        ChangeOrder order = new ChangeOrder(0);
        order.add(changes(2, 2));
        order.take(0, MANY);
        order.add(changes(1, 1));
        order.add(changes(4, 4));

        assertThat(order.take(100, MANY)).extracting(NumberedChange::n).containsExactly(1L, 2L);

        assertThat(order.mustBeRead(100 + ChangeOrder.PATIENCE_NANOS - 1)).isFalse();
        assertThat(order.mustBeRead(100 + ChangeOrder.PATIENCE_NANOS)).isTrue();
    }

    @Test
    void missesWhatOnlyTheDatabaseKnows() {
        ChangeOrder order = new ChangeOrder(5);
        order.headIs(6);
        order.take(0, MANY);

        assertThat(order.isComplete()).isFalse();
        assertThat(order.mustBeRead(ChangeOrder.PATIENCE_NANOS)).isTrue();
    }

    @Test
    void doesNotWaitForWhatAnotherNodeCommitted() {
        ChangeOrder order = new ChangeOrder(5);
        order.headIs(7);
        order.neverComes(6);
        order.take(0, MANY);

        assertThat(order.mustBeRead(0)).isTrue();
        order.add(changes(6, 6));
        order.take(0, MANY);
        assertThat(order.mustBeRead(0)).describedAs("7 may be on its way here").isFalse();
    }

    static List<NumberedChange> changes(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(n -> new NumberedChange(n, Instant.EPOCH, "worker.online", "{}"))
                .toList();
    }
}
