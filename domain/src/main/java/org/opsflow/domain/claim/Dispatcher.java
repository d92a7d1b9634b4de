package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.Requirement;

/**
 * Brings ready steps and waiting agents together, in memory. An offer reserves a step in its window and writes nothing;
 * losing all of this at any instant loses no work. One lock, short critical sections, no I/O under it. The parts have their
 * own classes, and this one the lock: {@link Seats}, {@link Windows}, {@link Matching}, {@link ClaimsAhead},
 * {@link Settlement}.
 */
@ApplicationScoped
public class Dispatcher {
    private final int windowSize;
    private final Seats seats = new Seats();
    private final Windows windows = new Windows();
    private final Exclusions exclusions = new Exclusions();
    private final Routing routing = new Routing();
    private final OfferBook offers;
    private final Matching matching;
    private final Settlement settlement;

    @Inject
    public Dispatcher(Ids ids, Settings settings) {
        this(ids, settings, System::nanoTime, Window.SIZE);
    }

    Dispatcher(Ids ids, Settings settings, LongSupplier nanoTime, int windowSize) {
        this.windowSize = windowSize;
        offers = new OfferBook(ids, settings.offer().toNanos(), nanoTime);
        matching = new Matching(windows, offers, exclusions, routing);
        settlement = new Settlement(offers, windows, matching);
    }

    Dispatcher() {
        this(null, Settings.defaults());
    }

    boolean wantsRead() {
        return windows.wantsRead();
    }

    /** The window that should be read next; waits for one. */
    Window nextRead() throws InterruptedException {
        Window window = windows.nextRead();
        synchronized (this) {
            windows.begun(window);
        }
        return window;
    }

    /** Where to read on; the read must be merged. */
    synchronized Optional<ReadyStep> beginRead(Window window) {
        return window.beginRead();
    }

    synchronized void merge(Window window, List<ReadyStep> read) {
        long now = offers.now();
        // All of them are looked at.
        if (read.stream().filter(step -> exclusions.read(step, now)).count() > 0) {
            tryLater(window.key);
        }
        window.merge(read);
        matching.serve(window);
        boolean passedOver = window.waiting.stream().anyMatch(seat -> seat.wantsWork() && seat.out.hasRoom());
        if (window.isLow() || (passedOver && window.wantMore())) {
            windows.want(window);
        }
    }

    /** @param requirements those of the agent's workspace */
    synchronized void join(Seat seat, Collection<Requirement> requirements) {
        if (!seat.present) {
            return;
        }
        seats.add(seat);
        routing.joined(seat);
        learn(seat.workspaceId, requirements);
        windows.all().stream()
                .filter(window -> window.key.workspaceId().equals(seat.workspaceId))
                .filter(window -> window.requirement.metBy(seat.capabilities))
                .forEach(window -> window.seat(seat));
    }

    /** Opens windows for requirements that a connected agent meets. */
    synchronized void learn(UUID workspaceId, Collection<Requirement> requirements) {
        for (Requirement requirement : requirements) {
            Window.Key key = new Window.Key(workspaceId, requirement.key());
            if (windows.get(key) == null) {
                List<Seat> able = seats.of(workspaceId).stream()
                        .filter(seat -> requirement.metBy(seat.capabilities))
                        .toList();
                if (!able.isEmpty()) {
                    windows.open(new Window(key, requirement, windowSize), able);
                }
            }
        }
    }

    synchronized void leave(Seat seat) {
        if (!seat.present) {
            return;
        }
        seat.present = false;
        seats.remove(seat);
        routing.left(seat);
        seat.credits = 0;
        seat.standing = 0;
        for (Window window : seat.windows) {
            window.waiting.remove(seat);
            window.left(seat);
        }
        settlement.left(seat);
        seat.windows.forEach(windows::closeIfUnused);
    }

    /** Workspaces with connected agents. */
    synchronized Set<UUID> workspaces() {
        return Set.copyOf(seats.workspaces());
    }

    /** How many attempts the seat may get by offers. */
    synchronized int promised(Seat seat) {
        return seat.credits + seat.offers;
    }

    /** How many attempts the seat may get beside those it has. */
    synchronized int outstanding(Seat seat) {
        return promised(seat) + Math.max(seat.claiming, seat.standing - seat.holds.size());
    }

    synchronized void credit(Seat seat, int amount) {
        matching.credit(seat, amount);
    }

    /** From now on the seat is to be kept at so many attempts, without offers. */
    synchronized void standing(Seat seat, int attempts) {
        if (seat.present) {
            seat.standing = attempts;
            Matching.standUp(seat);
            matching.serve(seat);
        }
    }

    /** The agent reads again. */
    synchronized void roomAgain(Seat seat) {
        credit(seat, 0);
    }

    /** The seat has the attempt, until {@link #release}. */
    synchronized void hold(Seat seat, UUID attemptId) {
        if (seat.present && seats.hold(seat, attemptId)) {
            Matching.standUp(seat);
        }
    }

    /** The attempt is over, as far as its seat is concerned. */
    synchronized void release(UUID attemptId) {
        seats.letGo(attemptId).ifPresent(matching::serve);
    }

    /** While held back, an agent's seats get no work, and offers that are open are taken back; credits stay. */
    synchronized void holdBack(UUID workspaceId, UUID agentId, boolean held) {
        List<Seat> theirs = seats.of(workspaceId).stream()
                .filter(seat -> seat.agent.agentId().equals(agentId) && seat.heldBack != held)
                .toList();
        for (Seat seat : theirs) {
            seat.heldBack = held;
            if (held) {
                Matching.standUp(seat);
                settlement.takeBack(seat, "The agent is paused.");
            } else {
                matching.serve(seat);
            }
        }
    }

    /** @return the queues in which some of them wait: nobody here takes them at once */
    synchronized Set<Window.Key> ready(List<ReadyStep> steps) {
        Set<Window.Key> waiting = new LinkedHashSet<>();
        for (ReadyStep step : steps) {
            letOthersTry(step);
            Window.Key key = Window.Key.of(step);
            if (windows.get(key) == null) {
                learn(step.workspaceId(), List.of(step.spec().requirement()));
            }
            Window window = windows.get(key);
            if (window != null) {
                window.add(step);
                matching.serve(window);
            }
            if (window == null || !window.hasReserved(step)) {
                waiting.add(key);
            }
        }
        return waiting;
    }

    /** Whoever failed the step just now is not to have it before others could. */
    private void letOthersTry(ReadyStep step) {
        if (step.failedBy().isPresent()) {
            exclusions.ready(step, offers.now());
            tryLater(Window.Key.of(step));
        }
    }

    private void tryLater(Window.Key key) {
        exclusions.tryAt(offers.now() + Exclusions.FIRST_GO.toNanos(), () -> {
            Window window = windows.get(key);
            if (window != null) {
                matching.serve(window);
            }
        });
    }

    /**
     * Another node says that steps wait in a queue. It is read now if somebody here waits for its steps, else when it
     * runs low or {@link #readDoubted} is called. False when agents here may have to learn that there is such a queue.
     */
    synchronized boolean wake(Window.Key queue) {
        Window window = windows.get(queue);
        if (window == null) {
            return seats.of(queue.workspaceId()).isEmpty();
        }
        window.doubtHead();
        if (!window.waiting.isEmpty()) {
            windows.want(window);
        }
        return true;
    }

    /** Reads the windows whose head may not be the first steps any more. */
    synchronized void readDoubted() {
        windows.all().stream().filter(Window::isHeadDoubted).forEach(windows::want);
    }

    /** The windows whose head should be looked at again. */
    synchronized void refresh() {
        for (Window window : windows.all()) {
            window.doubtHead();
            windows.want(window);
        }
    }

    /** The steps ended without a claim: nobody is offered them any more, and who was is told. */
    synchronized void withdraw(Collection<ReadyStep> steps) {
        for (ReadyStep step : steps) {
            Window window = windows.of(step);
            if (window != null) {
                window.drop(step);
            }
        }
        if (!steps.isEmpty()) {
            settlement.withdraw(steps);
        }
    }

    /** The offer, if this seat still has it; it is being claimed from now on. */
    synchronized Optional<ReadyStep> accept(Seat seat, UUID offerId) {
        return settlement.accept(seat, offerId);
    }

    /** The claim could not be tried just now: the offer is the seat's as before, for its whole time. */
    synchronized void offerAgain(UUID offerId) {
        settlement.offerAgain(offerId);
    }

    /** The claim is committed; the credit is used up. */
    synchronized void claimed(UUID offerId) {
        settlement.claimed(offerId).ifPresent(offer -> {
            routing.granted(offer.step().runId(), offer.seat());
            hold(offer.seat(), offerId);
        });
    }

    /** The claim came to nothing: the step has left the queue, the credit is back. */
    synchronized void gone(UUID offerId) {
        settlement.gone(offerId);
    }

    /** The claim could not be tried: the step is still in the queue, the credit is back. */
    synchronized void unclaimed(UUID offerId) {
        settlement.unclaimed(offerId);
    }

    /**
     * The claim was refused because the agent is paused, which this node did not know: the step is still in the queue. The
     * seat is held back until somebody has looked whether that still holds ({@link #holdBack}).
     */
    synchronized void unclaimedWhilePaused(UUID offerId) {
        settlement.unclaimedWhilePaused(offerId);
    }

    /**
     * The agent does not take the step: it is not offered to it again for as long as an offer lasts, or never. False when
     * it has no such offer.
     *
     * @param forGood whether it cannot do it at all
     */
    synchronized boolean decline(Seat seat, UUID offerId, boolean forGood) {
        return settlement.decline(seat, offerId, forGood);
    }

    /** The step is not offered to the seat for as long as an offer lasts, or never. */
    synchronized void avoid(Seat seat, UUID stepId, boolean forGood) {
        matching.avoid(seat, stepId, forGood);
    }

    /** Takes back offers that waited too long, and offers again what was declined for a while. */
    synchronized void expireOffers() {
        exclusions.tryDue(offers.now());
        settlement.expire();
    }

    /**
     * Claims for agents with standing credits, in the very batch that ends their attempts or makes steps ready. Whatever
     * becomes of the batch, each ticket must be replied to.
     *
     * @param ended attempts that are over
     * @param ready steps that are in the queue when the batch is committed, and that no window knows
     */
    synchronized List<Lane.Ticket> claimAhead(Collection<UUID> ended, Collection<ReadyStep> ready) {
        ready.forEach(step -> exclusions.ready(step, offers.now()));
        Set<Seat> free = new LinkedHashSet<>();
        ended.forEach(attemptId -> seats.letGo(attemptId).ifPresent(free::add));
        return new ClaimsAhead(matching, windows, ready).of(free);
    }
}
