package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.Requirement;

/** A standing credit brings the next step without an offer, and never more than the agent wants to be kept at. */
class StandingCreditsTest {
    private final Hall hall = new Hall();

    private Seat standing(int attempts, String... capabilities) {
        Seat seat = hall.seat(capabilities);
        hall.dispatcher.learn(hall.workspace, List.of(Requirement.of(List.of(capabilities))));
        hall.read();
        hall.dispatcher.standing(seat, attempts);
        return seat;
    }

    private static UUID attempt(Lane.Ticket ticket) {
        return ((Command.Claim) ticket.command()).attemptId();
    }

    private static ReadyStep step(Lane.Ticket ticket) {
        return ((Command.Claim) ticket.command()).step();
    }

    private List<ReadyStep> claimed() {
        return hall.claimed.stream().map(StandingCreditsTest::step).toList();
    }

    @Example
    void claimsWithoutAnOfferUntilTheAgentHasItsFill() {
        hall.storedStep(1, "script");
        Seat seat = standing(2, "script");
        hall.readyStep(2, "script");
        hall.readyStep(3, "script");

        assertThat(claimed()).extracting(ReadyStep::orderKey).containsExactly(1L, 2L);
        assertThat(Hall.offers(seat)).isEmpty();
    }

    @Example
    void claimsTheNextWhenAnAttemptEnds() {
        Seat seat = standing(1, "script");
        hall.readyStep(1, "script");
        hall.dispatcher.claimed(attempt(hall.claimed.get(0)));
        hall.readyStep(2, "script");
        assertThat(hall.claimed).hasSize(1);

        hall.dispatcher.release(attempt(hall.claimed.get(0)));

        assertThat(claimed()).extracting(ReadyStep::orderKey).containsExactly(1L, 2L);
        assertThat(seat.holds).isEmpty();
    }

    @Example
    void claimsAheadInTheBatchThatEndsAnAttempt() {
        standing(1, "script");
        hall.readyStep(1, "script");
        UUID first = attempt(hall.claimed.get(0));
        hall.dispatcher.claimed(first);
        ReadyStep waiting = hall.readyStep(2, "script");

        assertThat(hall.dispatcher.claimAhead(List.of(first), List.of()))
                .extracting(StandingCreditsTest::step)
                .containsExactly(waiting);
    }

    @Example
    void whatIsOlderComesBeforeWhatTheBatchMakes() {
        Seat seat = standing(1, "script");
        hall.readyStep(1, "script");
        UUID first = attempt(hall.claimed.get(0));
        hall.dispatcher.claimed(first);
        ReadyStep older = hall.readyStep(2, "script");
        ReadyStep fresh = freshStep(3);

        assertThat(hall.dispatcher.claimAhead(List.of(first), List.of(fresh)))
                .extracting(StandingCreditsTest::step)
                .containsExactly(older);
        assertThat(seat.claiming).isEqualTo(1);
    }

    private ReadyStep freshStep(long key) {
        ReadyStep fresh = hall.storedStep(key, "script");
        hall.queue.remove(fresh);
        return fresh;
    }

    @Example
    void whoWaitsGetsWhatTheBatchMakes() {
        standing(1, "script");
        ReadyStep fresh = freshStep(1);

        assertThat(hall.dispatcher.claimAhead(List.of(), List.of(fresh)))
                .extracting(StandingCreditsTest::step)
                .containsExactly(fresh);
    }

    /** One inside the other they would need more stack than a thread has. */
    @Example
    void agentsWhoseLaneIsFullAreServedWhenItHasRoomAgainHoweverManyTheyAre() {
        for (int i = 0; i < 5_000; i++) {
            standing(1, "script");
        }
        hall.hasRoom = false;
        hall.readyStep(1, "script");
        hall.readyStep(2, "script");
        assertThat(hall.claimed).isEmpty();

        hall.hasRoom = true;
        hall.pass(Settings.defaults().offer().plusMillis(1));
        hall.dispatcher.expireOffers();

        assertThat(claimed()).extracting(ReadyStep::orderKey).containsExactly(1L, 2L);
    }

    /** Who waits for an offer has its turn too. */
    @Example
    void leavesToOthersWhatIsTheirTurn() {
        hall.dispatcher.credit(standing(0, "script"), 1);
        standing(1, "script");

        assertThat(hall.dispatcher.claimAhead(List.of(), List.of(freshStep(2)))).isEmpty();
    }

    @Example
    void takesBackWhatAFullServerDidNotQueue() {
        hall.hasRoom = false;
        Seat seat = standing(1, "script");
        hall.readyStep(1, "script");
        assertThat(hall.claimed).isEmpty();
        assertThat(seat.claiming).isZero();

        hall.hasRoom = true;
        hall.pass(Duration.ofSeconds(10));
        hall.dispatcher.expireOffers();
        assertThat(hall.claimed).hasSize(1);
    }

    /** It waits in every queue until it has its fill. */
    @Example
    void fillsUpFromAnotherQueue() {
        Seat seat = hall.seat("script", "any");
        hall.dispatcher.standing(seat, 2);
        hall.readyStep(1, "script");
        hall.read();
        hall.readyStep(2, "any");
        hall.dispatcher.claimed(attempt(hall.claimed.get(0)));
        hall.read();

        assertThat(claimed()).extracting(ReadyStep::orderKey).containsExactly(1L, 2L);
    }

    @Example
    void zeroTakesTheStandingCreditsBack() {
        Seat seat = standing(1, "script");
        hall.dispatcher.standing(seat, 0);
        hall.readyStep(1, "script");

        assertThat(hall.claimed).isEmpty();
    }

    private enum What {
        JOIN,
        STANDING,
        CREDIT,
        READY,
        STORED_ELSEWHERE,
        BATCH,
        COMMIT,
        BREAK,
        END,
        FAIL,
        AVOID,
        LEAVE,
        READ,
        FULL,
        NOT_FULL,
        REFRESH,
        EXPIRE
    }

    /** @param pick chooses among what the action can be done to */
    private record Action(What what, int pick) {}

    @Provide
    Arbitrary<List<Action>> histories() {
        return Combinators.combine(
                        Arbitraries.of(What.class), Arbitraries.integers().between(0, 1_000))
                .as(Action::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(150);
    }

    @Property(tries = 2_000)
    void noAttemptTooManyAndNoneForgotten(@ForAll("histories") List<Action> history) {
        World world = new World();
        for (Action action : history) {
            world.act(action);
            world.check();
        }
        world.settle();
    }

    /** What the dispatcher is told, kept as a second book. */
    private static final class World {
        private final Hall hall = new Hall(8);
        private final List<Seat> seats = new ArrayList<>();
        /** Attempts of seats that are there. */
        private final List<UUID> held = new ArrayList<>();
        /** Steps whose claim is committed. */
        private final Set<UUID> taken = new HashSet<>();

        private final Map<UUID, ReadyStep> stepOf = new HashMap<>();

        private long key;

        void act(Action action) {
            int pick = action.pick();
            switch (action.what()) {
                case JOIN -> {
                    if (seats.size() < 3) {
                        seats.add(hall.seat(pick % 2 == 0 ? "script" : "gpu", "any"));
                    }
                }
                case STANDING -> pick(seats, pick).ifPresent(seat -> hall.dispatcher.standing(seat, pick % 4));
                case CREDIT -> pick(seats, pick).ifPresent(seat -> hall.dispatcher.credit(seat, 1));
                case READY -> hall.readyStep(++key, capability(pick));
                case STORED_ELSEWHERE -> hall.storedStep(++key, capability(pick));
                case BATCH -> batch(pick);
                case COMMIT -> pick(hall.claimed, pick).ifPresent(this::commit);
                case BREAK ->
                    pick(hall.claimed, pick).ifPresent(ticket -> {
                        hall.claimed.remove(ticket);
                        hall.dispatcher.unclaimed(attempt(ticket));
                    });
                case END -> pick(held, pick).ifPresent(this::end);
                case FAIL -> pick(held, pick).ifPresent(this::fail);
                case AVOID ->
                    pick(seats, pick).ifPresent(seat -> pick(List.copyOf(hall.queue), pick)
                            .ifPresent(step -> hall.dispatcher.avoid(seat, step.id(), false)));
                case LEAVE ->
                    pick(seats, pick).ifPresent(seat -> {
                        seats.remove(seat);
                        held.removeAll(seat.holds);
                        hall.dispatcher.leave(seat);
                    });
                case READ -> hall.read();
                case FULL -> hall.hasRoom = false;
                case NOT_FULL -> hall.hasRoom = true;
                case REFRESH -> hall.dispatcher.refresh();
                case EXPIRE -> expire();
            }
        }

        private static String capability(int pick) {
            return List.of("script", "gpu", "any").get(pick % 3);
        }

        /** Some attempts end and some steps become ready in one transaction, which is committed or not. */
        private void batch(int pick) {
            List<UUID> ended = held.stream().limit(pick % 3).toList();
            List<ReadyStep> fresh = new ArrayList<>();
            for (int i = 0; i < pick % 4; i++) {
                ReadyStep step = hall.storedStep(++key, capability(pick + i));
                hall.queue.remove(step);
                fresh.add(step);
            }
            List<Lane.Ticket> tickets = hall.dispatcher.claimAhead(ended, fresh);
            assertThat(tickets).extracting(StandingCreditsTest::step).doesNotHaveDuplicates();
            if (pick % 5 == 0) {
                tickets.forEach(ticket -> hall.dispatcher.unclaimed(attempt(ticket)));
                seats.forEach(seat -> held.stream()
                        .filter(ended::contains)
                        .filter(id -> owner(id) == seat)
                        .forEach(id -> hall.dispatcher.hold(seat, id)));
                held.removeAll(ended.stream().filter(id -> owner(id) == null).toList());
                return;
            }
            held.removeAll(ended);
            hall.queue.addAll(fresh);
            Set<UUID> ahead = new HashSet<>(
                    tickets.stream().map(ticket -> step(ticket).id()).toList());
            hall.dispatcher.ready(
                    fresh.stream().filter(step -> !ahead.contains(step.id())).toList());
            tickets.forEach(this::commit);
        }

        /** Nobody keeps the attempts of a batch that failed here: the session would, by its own book. */
        private Seat owner(UUID attempt) {
            return seats.stream()
                    .filter(seat -> seat.holds.contains(attempt))
                    .findFirst()
                    .orElse(null);
        }

        private void commit(Lane.Ticket ticket) {
            hall.claimed.remove(ticket);
            boolean won =
                    hall.queue.removeIf(step -> step.id().equals(step(ticket).id()));
            if (won) {
                assertThat(taken.add(step(ticket).id()))
                        .describedAs("claimed once")
                        .isTrue();
                hall.dispatcher.claimed(attempt(ticket));
                if (owner(attempt(ticket)) != null) {
                    held.add(attempt(ticket));
                    stepOf.put(attempt(ticket), step(ticket));
                }
            } else {
                hall.dispatcher.gone(attempt(ticket));
            }
        }

        /** The step of the attempt is in the queue again, in the batch that ends the attempt. */
        private void fail(UUID attempt) {
            Seat by = owner(attempt);
            ReadyStep step = stepOf.get(attempt);
            held.remove(attempt);
            taken.remove(step.id());
            ReadyStep again = new ReadyStep(
                    step.id(), step.runId(), step.workspaceId(), ++key, step.spec(), Optional.of(by.sessionId));
            List<Lane.Ticket> tickets = hall.dispatcher.claimAhead(List.of(attempt), List.of(again));
            hall.queue.add(again);
            boolean ahead =
                    tickets.stream().anyMatch(ticket -> step(ticket).id().equals(step.id()));
            if (!ahead) {
                hall.dispatcher.ready(List.of(again));
            }
            if (seats.size() == 1) {
                assertThat(ahead)
                        .describedAs("whoever failed it gets it at once")
                        .isFalse();
            }
            tickets.forEach(this::commit);
        }

        private void end(UUID attempt) {
            held.remove(attempt);
            hall.dispatcher.release(attempt);
        }

        private void expire() {
            hall.pass(Duration.ofSeconds(3));
            hall.dispatcher.expireOffers();
        }

        void check() {
            for (Seat seat : seats) {
                assertThat(seat.claiming).isNotNegative();
                assertThat(seat.credits).isNotNegative();
                assertThat(seat.offers).isNotNegative();
                assertThat(held).containsAll(seat.holds);
            }
            assertThat(seats.stream().mapToInt(seat -> seat.holds.size()).sum()).isEqualTo(held.size());
            assertThat(hall.claimed)
                    .extracting(StandingCreditsTest::step)
                    .extracting(ReadyStep::id)
                    .describedAs("a step is claimed by one seat at a time")
                    .doesNotHaveDuplicates();
        }

        /** Everything is read and tried: then nobody waits for a step that he could have. */
        void settle() {
            hall.hasRoom = true;
            for (int i = 0; i < 100; i++) {
                hall.pass(Duration.ofSeconds(10));
                hall.dispatcher.expireOffers();
                // As the sweep does: whoever failed a step may have it again after a time, and nothing else tells.
                hall.dispatcher.refresh();
                hall.dispatcher.learn(hall.workspace, hall.requirements.values());
                hall.read();
                List.copyOf(hall.claimed).forEach(this::commit);
            }
            check();
            for (Seat seat : seats) {
                assertThat(seat.claiming).isZero();
                if (seat.wantsAtOnce()) {
                    assertThat(hall.queue)
                            .describedAs("steps for a seat that wants %s and has %s", seat.standing, seat.holds.size())
                            .noneMatch(step -> step.spec().requirement().metBy(seat.capabilities)
                                    && seats.stream().noneMatch(other -> Hall.offeredTo(other)
                                            .contains(step.id())));
                }
            }
        }

        private static <T> Optional<T> pick(List<T> things, int pick) {
            return things.isEmpty() ? Optional.empty() : Optional.of(things.get(pick % things.size()));
        }
    }
}
