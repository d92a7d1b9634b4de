package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opsflow.domain.workflow.Requirement;

/** Whatever happens in whatever order, no credit and no step is lost or doubled. */
class DispatcherLedgerTest {
    private enum What {
        JOIN,
        CREDIT,
        READY,
        STORED_ELSEWHERE,
        ACCEPT,
        DECLINE,
        DECLINE_FOR_NOW,
        CLAIM_COMMITTED,
        CLAIM_NOT_TRIED,
        OFFER_AGAIN,
        TAKEN_ELSEWHERE,
        WITHDRAWN,
        RETURNED,
        FAILED,
        EXPIRE,
        LEAVE,
        READ,
        MERGE,
        NO_ROOM,
        ROOM_AGAIN,
        REFRESH,
        WAKE
    }

    /** @param pick chooses among what the action can be done to */
    private record Action(What what, int pick) {}

    @Provide
    Arbitrary<List<Action>> histories() {
        Arbitrary<What> what = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(2, What.JOIN),
                net.jqwik.api.Tuple.of(5, What.CREDIT),
                net.jqwik.api.Tuple.of(6, What.READY),
                net.jqwik.api.Tuple.of(3, What.STORED_ELSEWHERE),
                net.jqwik.api.Tuple.of(6, What.ACCEPT),
                net.jqwik.api.Tuple.of(1, What.DECLINE),
                net.jqwik.api.Tuple.of(1, What.DECLINE_FOR_NOW),
                net.jqwik.api.Tuple.of(5, What.CLAIM_COMMITTED),
                net.jqwik.api.Tuple.of(1, What.CLAIM_NOT_TRIED),
                net.jqwik.api.Tuple.of(1, What.OFFER_AGAIN),
                net.jqwik.api.Tuple.of(1, What.TAKEN_ELSEWHERE),
                net.jqwik.api.Tuple.of(1, What.WITHDRAWN),
                net.jqwik.api.Tuple.of(2, What.RETURNED),
                net.jqwik.api.Tuple.of(3, What.FAILED),
                net.jqwik.api.Tuple.of(1, What.EXPIRE),
                net.jqwik.api.Tuple.of(1, What.LEAVE),
                net.jqwik.api.Tuple.of(4, What.READ),
                net.jqwik.api.Tuple.of(4, What.MERGE),
                net.jqwik.api.Tuple.of(1, What.NO_ROOM),
                net.jqwik.api.Tuple.of(1, What.ROOM_AGAIN),
                net.jqwik.api.Tuple.of(1, What.REFRESH),
                net.jqwik.api.Tuple.of(2, What.WAKE));
        return Combinators.combine(what, Arbitraries.integers().between(0, 1_000))
                .as(Action::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(150);
    }

    @Property(tries = 2_000)
    void neitherCreditsNorStepsAreLostOrDoubled(@ForAll("histories") List<Action> history) {
        World world = new World();
        for (Action action : history) {
            world.act(action);
            world.checkLedger();
        }
        world.settle();
        world.checkLedger();
        world.checkNothingIsForgotten();
    }

    /** What the dispatcher is told, kept as a second book. */
    private static final class World {
        /** So small that cursors, low water and overflow are met all the time. */
        private final Hall hall = new Hall(8);

        private final List<Seat> seats = new ArrayList<>();
        private final Map<Seat, Integer> given = new HashMap<>();
        private final Map<Seat, Integer> granted = new HashMap<>();
        private final Map<Seat, Integer> heard = new HashMap<>();
        /** Until when. */
        private final Map<Seat, Map<UUID, Long>> declined = new HashMap<>();

        /** Since when. */
        private final Map<Seat, Map<UUID, Long>> failed = new HashMap<>();

        private final Map<UUID, Seat> holder = new HashMap<>();
        private final Map<UUID, Seat> open = new LinkedHashMap<>();
        private final Map<UUID, UUID> stepOf = new HashMap<>();
        private final Map<UUID, Long> until = new HashMap<>();
        private final Map<UUID, ReadyStep> claiming = new LinkedHashMap<>();
        private final List<ReadyStep> claimed = new ArrayList<>();
        private Runnable merge;
        private long key = 1_000;
        private long time;

        void act(Action action) {
            int pick = action.pick();
            switch (action.what()) {
                case JOIN -> join(pick);
                case CREDIT ->
                    pick(seats, pick).ifPresent(seat -> {
                        given.merge(seat, 1 + pick % 3, Integer::sum);
                        hall.dispatcher.credit(seat, 1 + pick % 3);
                    });
                case READY -> hall.readyStep(nextKey(pick), capability(pick));
                case STORED_ELSEWHERE -> hall.storedStep(nextKey(pick), capability(pick));
                case ACCEPT -> pick(unanswered(), pick).ifPresent(this::accept);
                case DECLINE -> pick(unanswered(), pick).ifPresent(offer -> decline(offer, Long.MAX_VALUE));
                case DECLINE_FOR_NOW -> pick(unanswered(), pick).ifPresent(offer -> decline(offer, time + 5));
                case CLAIM_COMMITTED ->
                    pick(List.copyOf(claiming.keySet()), pick).ifPresent(this::commit);
                case CLAIM_NOT_TRIED ->
                    pick(List.copyOf(claiming.keySet()), pick).ifPresent(offer -> {
                        claiming.remove(offer);
                        open.remove(offer);
                        hall.dispatcher.unclaimed(offer);
                    });
                case OFFER_AGAIN -> pick(List.copyOf(claiming.keySet()), pick).ifPresent(this::offerAgain);
                case TAKEN_ELSEWHERE -> pick(List.copyOf(hall.queue), pick).ifPresent(hall.queue::remove);
                case WITHDRAWN -> pick(List.copyOf(hall.queue), pick).ifPresent(this::withdraw);
                case RETURNED -> pick(claimed, pick).ifPresent(step -> comeBack(step, Optional.empty()));
                case FAILED -> pick(claimed, pick).ifPresent(this::fail);
                case EXPIRE -> expire();
                case LEAVE -> pick(seats, pick).ifPresent(this::leave);
                case READ -> read();
                case MERGE -> merge();
                case NO_ROOM -> pick(seats, pick).ifPresent(seat -> ((FakeOut) seat.out).room = false);
                case ROOM_AGAIN -> pick(seats, pick).ifPresent(this::roomAgain);
                case REFRESH -> hall.dispatcher.refresh();
                case WAKE ->
                    hall.dispatcher.wake(new Window.Key(
                            hall.workspace,
                            Requirement.of(List.of(capability(pick))).key()));
            }
        }

        private void join(int pick) {
            if (seats.size() < 4) {
                String[][] abilities = {{"script"}, {"script", "gpu"}, {"gpu"}};
                seats.add(hall.seat(abilities[pick % 3]));
            }
        }

        /** Mostly later than all before, sometimes earlier. */
        private long nextKey(int pick) {
            return pick % 4 == 0 ? key - pick % 900 : ++key;
        }

        private static String capability(int pick) {
            return pick % 5 < 3 ? "script" : "gpu";
        }

        private List<UUID> unanswered() {
            return open.keySet().stream()
                    .filter(offer -> !claiming.containsKey(offer))
                    .toList();
        }

        private void accept(UUID offer) {
            claiming.put(offer, hall.dispatcher.accept(open.get(offer), offer).orElseThrow());
        }

        private void decline(UUID offer, long end) {
            Seat seat = open.remove(offer);
            declined.computeIfAbsent(seat, any -> new HashMap<>()).put(stepOf.get(offer), end);
            assertThat(hall.dispatcher.decline(seat, offer, end == Long.MAX_VALUE))
                    .isTrue();
        }

        private boolean isDeclined(Seat seat, UUID step) {
            return declined.getOrDefault(seat, Map.of()).getOrDefault(step, 0L) > time;
        }

        private void offerAgain(UUID offer) {
            claiming.remove(offer);
            until.put(offer, time + 5);
            if (!seats.contains(open.get(offer))) {
                open.remove(offer);
            }
            hall.dispatcher.offerAgain(offer);
        }

        private void commit(UUID offer) {
            ReadyStep step = claiming.remove(offer);
            Seat seat = open.remove(offer);
            boolean won = hall.queue.removeIf(ready -> ready.id().equals(step.id()));
            if (won) {
                claimed.add(step);
                holder.put(step.id(), seat);
                granted.merge(seat, 1, Integer::sum);
                hall.dispatcher.claimed(offer);
            } else {
                hall.dispatcher.gone(offer);
            }
        }

        /** By whoever had it last. */
        private void fail(ReadyStep step) {
            Seat by = holder.get(step.id());
            failed.computeIfAbsent(by, any -> new HashMap<>()).put(step.id(), time);
            comeBack(step, Optional.of(by.sessionId));
        }

        private void comeBack(ReadyStep step, Optional<UUID> failedBy) {
            claimed.remove(step);
            ReadyStep again = new ReadyStep(step.id(), step.runId(), step.workspaceId(), ++key, step.spec(), failedBy);
            hall.queue.add(again);
            hall.dispatcher.ready(List.of(again));
        }

        private void withdraw(ReadyStep step) {
            hall.queue.remove(step);
            unanswered().stream()
                    .filter(offer -> stepOf.get(offer).equals(step.id()))
                    .forEach(open::remove);
            hall.dispatcher.withdraw(List.of(step));
        }

        private void expire() {
            hall.pass(Duration.ofSeconds(3));
            time += 3;
            unanswered().stream().filter(offer -> until.get(offer) <= time).forEach(open::remove);
            hall.dispatcher.expireOffers();
        }

        private void leave(Seat seat) {
            seats.remove(seat);
            open.entrySet().removeIf(offer -> offer.getValue() == seat && !claiming.containsKey(offer.getKey()));
            hall.dispatcher.leave(seat);
        }

        private void read() {
            if (merge == null && hall.dispatcher.wantsRead()) {
                merge = hall.beginRead();
            }
        }

        private void merge() {
            if (merge != null) {
                merge.run();
                merge = null;
            }
        }

        private void roomAgain(Seat seat) {
            ((FakeOut) seat.out).room = true;
            hall.dispatcher.roomAgain(seat);
        }

        void checkLedger() {
            for (Seat seat : seats) {
                hear(seat);
            }
            Set<UUID> steps = new HashSet<>();
            open.keySet().forEach(offer -> assertThat(steps.add(stepOf.get(offer)))
                    .describedAs("a step is offered to one seat at a time")
                    .isTrue());
            for (Seat seat : seats) {
                long theirs = open.values().stream().filter(seat::equals).count();
                assertThat(seat.credits).isNotNegative();
                assertThat(seat.offers).isEqualTo((int) theirs);
                assertThat(seat.credits + seat.offers + granted.getOrDefault(seat, 0))
                        .describedAs("credits, offers and grants of a seat are what it gave")
                        .isEqualTo(given.getOrDefault(seat, 0));
            }
        }

        private void hear(Seat seat) {
            List<FakeOut.Offered> offers = Hall.offers(seat);
            for (FakeOut.Offered offer : offers.subList(heard.getOrDefault(seat, 0), offers.size())) {
                assertThat(isDeclined(seat, offer.step())).isFalse();
                assertThat(failed.getOrDefault(seat, Map.of()).getOrDefault(offer.step(), -9L))
                        .describedAs("others have the first go")
                        .isLessThan(time);
                open.put(offer.id(), seat);
                stepOf.put(offer.id(), offer.step());
                until.put(offer.id(), time + 5);
            }
            heard.put(seat, offers.size());
        }

        /** Claims under way end, everybody reads, the reconciler sweeps. */
        void settle() {
            merge();
            List.copyOf(claiming.keySet()).forEach(this::commit);
            seats.forEach(this::roomAgain);
            expire();
            checkLedger();
            // Whoever failed a step waits for others no longer.
            hall.pass(Exclusions.MOST);
            time += Exclusions.MOST.toSeconds();
            expire();
            // A sweep also tells the dispatcher of requirements that other nodes saw first.
            hall.dispatcher.learn(hall.workspace, hall.requirements.values());
            hall.dispatcher.refresh();
            hall.read();
        }

        void checkNothingIsForgotten() {
            Set<UUID> offered = new HashSet<>();
            open.keySet().forEach(offer -> offered.add(stepOf.get(offer)));
            for (Seat seat : seats) {
                if (seat.credits > 0) {
                    assertThat(hall.queue)
                            .describedAs("no step waits while an agent that can do it does")
                            .noneMatch(step -> !offered.contains(step.id())
                                    && step.spec().requirement().metBy(seat.capabilities)
                                    && !isDeclined(seat, step.id()));
                }
            }
        }

        private static <T> java.util.Optional<T> pick(List<T> from, int pick) {
            return from.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(from.get(pick % from.size()));
        }
    }
}
