package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.ChangeHead;

class ResumptionTest {
    private final UUID workspace = UUID.randomUUID();
    private final FakeChangeLog log = new FakeChangeLog();
    private final Resumption resumption = new Resumption(log);

    @Test
    void isPossibleFromAnyNumberThatIsKept() {
        log.commit(workspace, 3);

        for (long n = 0; n <= 3; n++) {
            assertThat(isPossibleAfter(n)).as("after " + n).isTrue();
        }
    }

    @Test
    void isPossibleInAHistoryThatHasNotBegun() {
        assertThat(isPossibleAfter(0)).isTrue();
    }

    @Test
    void isRefusedBeyondTheHead() {
        log.commit(workspace, 3);

        assertThat(isPossibleAfter(4)).isFalse();
        assertThat(isPossibleAfter(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void isRefusedBeforeTheBeginning() {
        log.commit(workspace, 3);

        assertThat(isPossibleAfter(-1)).isFalse();
        assertThat(isPossibleAfter(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void isRefusedInAnotherEpoch() {
        log.commit(workspace, 3);

        assertThat(resumption.isPossible(workspace, new ChangeHead("e0", 3))).isFalse();
    }

    @Test
    void isRefusedWhenASnapshotIsShorter() {
        log.commit(workspace, (int) Resumption.FARTHEST + 1);

        assertThat(isPossibleAfter(1)).isTrue();
        assertThat(isPossibleAfter(0)).isFalse();
    }

    @Test
    void isRefusedWhenTheHistoryWasThrownAway() {
        log.commit(workspace, 10);
        log.stored.subList(0, 5).clear();
        log.head = 10;

        assertThat(isPossibleAfter(5)).isTrue();
        assertThat(isPossibleAfter(10)).isTrue();
        assertThat(isPossibleAfter(4)).isFalse();
    }

    private boolean isPossibleAfter(long n) {
        return resumption.isPossible(workspace, new ChangeHead(log.epoch, n));
    }
}
