package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A grant is the unit of the turns that workspaces take, whatever else they send. */
class GrantTurnsTest {
    private static final int BATCH = 256;

    private GrantTurns<Item> turns = empty();
    private final Busy one = new Busy(new UUID(0, 1), 0, false);
    private final Busy other = new Busy(new UUID(0, 2), 0, false);

    private enum What {
        CLAIM,
        REPORT,
        HEAVY_REPORT,
        END
    }

    /** What a workspace has in a lane. */
    private record Item(Busy of, What what, int serial) {
        int weight() {
            return what == What.HEAVY_REPORT ? 100 : 1;
        }

        int grants() {
            return what == What.CLAIM || what == What.END ? 1 : 0;
        }
    }

    /**
     * A workspace with steps for all its agents, who end at once what they are granted.
     *
     * @param reports of each attempt before its end
     * @param asks whether another asks for each that was granted something, else they have standing credits and are granted
     *     the next with the end of one
     */
    private record Busy(UUID id, int reports, boolean asks) {}

    private static GrantTurns<Item> empty() {
        return empty(10_000);
    }

    private static GrantTurns<Item> empty(int capacity) {
        return new GrantTurns<>(capacity, Item::weight, Item::grants);
    }

    private void offer(Busy busy, What what, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(turns.offer(busy.id(), new Item(busy, what, i))).isTrue();
        }
    }

    /** Applies the next batch, as a lane does; answers who was granted something, once for each grant. */
    private List<Busy> applyNext() {
        List<Busy> granted = new ArrayList<>();
        for (Item item : turns.poll(BATCH)) {
            if (item.what() == What.END && item.of().asks()) {
                turns.correct(item.of().id(), -1);
            } else if (item.grants() > 0) {
                granted.add(item.of());
            }
        }
        for (Busy busy : granted) {
            offer(busy, What.REPORT, busy.reports());
            offer(busy, What.END, 1);
            offer(busy, What.CLAIM, busy.asks() ? 1 : 0);
        }
        return granted;
    }

    private static long count(List<Busy> granted, Busy of) {
        return granted.stream().filter(of::equals).count();
    }

    private static long count(List<Item> taken, UUID of) {
        return taken.stream().filter(item -> item.of().id().equals(of)).count();
    }

    /** As the protocol promises it: 45 to 55 of a hundred of any thousand, from the first on. */
    @Property(tries = 100)
    void eachOfTwoHasItsHalfOfAnyThousandGrantsWhateverTheyReportAndAskFor(
            @ForAll @IntRange(min = 400, max = 4_000) int slots,
            @ForAll @IntRange(min = 400, max = 1_000) int otherSlots,
            @ForAll @IntRange(max = 4) int reports,
            @ForAll @IntRange(max = 4) int otherReports,
            @ForAll boolean asks,
            @ForAll boolean otherAsks) {
        turns = empty(100_000); // The tries of a property share their instance.
        Busy a = new Busy(one.id(), reports, asks);
        Busy b = new Busy(other.id(), otherReports, otherAsks);
        offer(a, What.CLAIM, slots);
        offer(b, What.CLAIM, otherSlots);
        // The grants of a batch have no order among them.
        List<List<Busy>> batches = new ArrayList<>();
        for (int grants = 0;
                grants < 6_000;
                grants += batches.get(batches.size() - 1).size()) {
            batches.add(applyNext());
        }

        for (int from = 0; from < batches.size(); from++) {
            List<Busy> window = new ArrayList<>();
            for (int next = from; next < batches.size() && window.size() < 1_000; next++) {
                window.addAll(batches.get(next));
            }
            if (window.size() >= 1_000) {
                assertThat(count(window, a) * 100.0 / window.size()).isBetween(45.0, 55.0);
            }
        }
    }

    /** Else it would be the one that was granted least for ever. */
    @Example
    void whoOnlyReportsAndMuchAtATimeDoesNotHaveTheWholeQueue() {
        offer(other, What.CLAIM, 100);
        offer(one, What.HEAVY_REPORT, 10);
        int reports = 0;
        int rest = 0;
        for (int batch = 0; batch < 1_000; batch++) {
            offer(one, What.HEAVY_REPORT, 3);
            for (Item item : turns.poll(BATCH)) {
                boolean isReport = item.of().equals(one);
                if (!isReport) {
                    offer(other, What.END, 1);
                }
                reports += isReport && batch >= 500 ? 1 : 0;
                rest += isReport || batch < 500 ? 0 : 1;
            }
        }

        assertThat(rest).isGreaterThan(5 * reports);
    }

    /** Whose agents report is not granted less than whose agents only ask. */
    @Example
    void reportsDoNotCostGrants() {
        offer(one, What.CLAIM, 1_000);
        for (int i = 0; i < 300; i++) {
            offer(other, What.REPORT, 1);
            offer(other, What.END, 1);
        }

        List<Busy> granted = applyNext();

        assertThat(count(granted, one)).isBetween(84L, 87L);
        assertThat(count(granted, other)).isBetween(84L, 87L);
    }

    @Example
    void whatWasGrantedBeyondWhatWasReckonedIsMadeUpFor() {
        offer(one, What.CLAIM, 1_000);
        offer(other, What.CLAIM, 1_000);
        turns.correct(one.id(), 40);

        List<Item> taken = turns.poll(BATCH);

        assertThat(count(taken, other.id()) - count(taken, one.id())).isEqualTo(40);
    }

    @Example
    void nobodyIsMadeUpForMoreThanALimit() {
        offer(one, What.CLAIM, 4_000);
        offer(other, What.CLAIM, 4_000);
        turns.correct(one.id(), 100_000);

        int lead = 0;
        for (int i = 0; i < 10; i++) {
            List<Item> taken = turns.poll(BATCH);
            lead += (int) (count(taken, other.id()) - count(taken, one.id()));
        }

        assertThat(lead).isPositive().isLessThanOrEqualTo((int) GrantTurns.MOST_BEHIND);
    }

    @Example
    void nothingIsSavedUpWhileThereIsNothingToDo() {
        offer(one, What.CLAIM, 2_000);
        turns.poll(1_000);
        offer(other, What.CLAIM, 1_000);

        assertThat(count(turns.poll(BATCH), other.id())).isEqualTo(128);
    }

    @Example
    void whatIsLeftOfABatchGoesToWhoHasMore() {
        offer(one, What.CLAIM, 500);
        offer(other, What.CLAIM, 3);

        List<Item> taken = turns.poll(BATCH);

        assertThat(taken).hasSize(BATCH);
        assertThat(count(taken, other.id())).isEqualTo(3);
    }

    /** Many that send what brings no grants, and are always behind for it. */
    @Example
    void nobodyWaitsForGoodBehindWhatBringsNoGrants() {
        for (int i = 10; i < 20; i++) {
            offer(new Busy(new UUID(0, i), 0, false), What.REPORT, 900);
        }
        offer(one, What.CLAIM, 100);
        turns.correct(one.id(), 10_000);

        assertThat(count(turns.poll(BATCH), one.id())).isBetween(5L, 6L);
    }

    @Example
    void takesFewerOfWhatIsHeavy() {
        offer(one, What.HEAVY_REPORT, 10);

        assertThat(turns.poll(BATCH)).hasSize(3);
    }

    @Example
    void refusesWhatItCannotHoldAndTakesAgainWhenThereIsRoom() {
        offer(one, What.CLAIM, 10_000);
        assertThat(turns.offer(other.id(), new Item(other, What.CLAIM, 0))).isFalse();
        turns.poll(1);

        assertThat(turns.offer(other.id(), new Item(other, What.CLAIM, 0))).isTrue();
    }

    @Property
    void losesAndDoublesNothingAndKeepsTheOrderWithinAWorkspace(
            @ForAll @Size(max = 200) List<@IntRange(max = 4) Integer> workspaces,
            @ForAll @IntRange(min = 1, max = 20) int max,
            @ForAll @IntRange(min = -200, max = 200) int more) {
        turns = empty();
        Map<Integer, Integer> serials = new HashMap<>();
        for (int workspace : workspaces) {
            Busy busy = new Busy(new UUID(0, workspace), 0, false);
            What what = What.values()[workspaces.size() % 4];
            turns.offer(busy.id(), new Item(busy, what, serials.merge(workspace, 1, Integer::sum)));
        }
        List<Item> taken = new ArrayList<>();
        while (taken.size() < workspaces.size()) {
            List<Item> batch = turns.poll(max);
            assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(max);
            taken.addAll(batch);
            turns.correct(batch.get(0).of().id(), more);
        }

        assertThat(turns.size()).isZero();
        serials.forEach((workspace, last) -> assertThat(taken)
                .filteredOn(item -> item.of().id().equals(new UUID(0, workspace)))
                .extracting(Item::serial)
                .isEqualTo(IntStream.rangeClosed(1, last).boxed().toList()));
    }
}
