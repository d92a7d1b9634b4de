package org.opsflow.domain.claim;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    private final Turns<String> turns = new Turns<>(10_000, item -> item.startsWith("heavy") ? 100 : 1);

    private void offer(UUID workspace, String name, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(turns.offer(workspace, name + i)).isTrue();
        }
    }

    @Test
    void givesHalfOfABatchToEachOfTwoWorkspacesWhateverTheirBacklogs() throws Exception {
        offer(A, "a", 5_000);
        offer(B, "b", 300);

        List<String> batch = turns.take(256);
        assertThat(batch).hasSize(256);
        assertThat(batch).filteredOn(item -> item.startsWith("a")).hasSize(128);
    }

    /** As the protocol promises it: 45 to 55 of a hundred, of any thousand that follow each other. */
    @Test
    void givesEachOfTwoWorkspacesItsHalfOfAnyThousandWhileBothWait() throws Exception {
        offer(A, "a", 9_000);
        offer(B, "b", 9);
        List<String> taken = new ArrayList<>();
        while (taken.size() < 3_000) {
            List<String> batch = turns.take(16);
            taken.addAll(batch);
            // It never has more than a thousandth of what the other has waiting.
            offer(B, "b", (int)
                    batch.stream().filter(item -> item.startsWith("b")).count());
        }

        for (int from = 0; from + 1_000 <= taken.size(); from++) {
            assertThat(taken.subList(from, from + 1_000))
                    .filteredOn(item -> item.startsWith("b"))
                    .hasSizeBetween(450, 550);
        }
    }

    @Test
    void fillsTheBatchFromOneWorkspaceWhenTheOtherHasLittle() throws Exception {
        offer(A, "a", 500);
        offer(B, "b", 3);

        assertThat(turns.take(256)).hasSize(256).contains("b0", "b1", "b2");
    }

    @Test
    void takesFewerOfWhatIsHeavy() throws Exception {
        offer(A, "heavy", 10);
        offer(A, "a", 300);

        assertThat(turns.take(256)).containsExactly("heavy0", "heavy1", "heavy2");
        assertThat(turns.take(1)).containsExactly("heavy3");
    }

    @Test
    void keepsTheOrderWithinAWorkspace() throws Exception {
        offer(A, "a", 40);
        offer(B, "b", 20);
        List<String> taken = new ArrayList<>(turns.take(7));
        taken.addAll(turns.take(100));

        assertThat(taken)
                .filteredOn(item -> item.startsWith("a"))
                .isEqualTo(IntStream.range(0, 40).mapToObj(i -> "a" + i).collect(toList()));
        assertThat(taken)
                .filteredOn(item -> item.startsWith("b"))
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "b" + i).collect(toList()));
    }

    @Test
    void goesOnWithWhoWasNotServedLast() throws Exception {
        offer(A, "a", 3);
        offer(B, "b", 3);

        assertThat(turns.take(1)).containsExactly("a0");
        assertThat(turns.take(1)).containsExactly("b0");
        assertThat(turns.take(1)).containsExactly("a1");
    }

    @Test
    void refusesWhatItCannotHoldAndTakesAgainWhenThereIsRoom() throws Exception {
        Turns<String> small = new Turns<>(2, item -> 1);
        assertThat(small.offer(A, "1")).isTrue();
        assertThat(small.offer(B, "2")).isTrue();
        assertThat(small.offer(B, "3")).isFalse();

        assertThat(small.take(1)).containsExactly("1");
        assertThat(small.offer(B, "4")).isTrue();
        assertThat(small.take(10)).containsExactly("2", "4");
    }

    @Test
    void takesWhatIsThereWithoutWaitingForMore() throws Exception {
        offer(A, "a", 1);

        assertThat(turns.take(256)).containsExactly("a0");
    }

    @Test
    void waitsOnlyWhileThereIsNothing() {
        CompletableFuture<List<String>> taken = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(turns.take(10));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        taker.start();
        Awaitility.await().until(() -> taker.getState() == Thread.State.WAITING);
        assertThat(taken).isNotDone();
        turns.offer(A, "x");

        assertThat(taken).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(List.of("x"));
    }

    @Property
    void losesAndDoublesNothing(
            @ForAll @Size(max = 200) List<@IntRange(max = 4) Integer> workspaces,
            @ForAll @IntRange(min = 1, max = 20) int max)
            throws Exception {
        Turns<Integer> queue = new Turns<>(1_000, item -> 1);
        for (int i = 0; i < workspaces.size(); i++) {
            queue.offer(new UUID(0, workspaces.get(i)), i);
        }
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < workspaces.size()) {
            List<Integer> batch = queue.take(max);
            assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(max);
            taken.addAll(batch);
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, workspaces.size()).boxed().toList());
    }
}
