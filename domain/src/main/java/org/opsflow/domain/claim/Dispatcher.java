package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.Requirement;

/**
 * Brings ready steps and waiting agents together, in memory. An offer reserves a step in its window and writes nothing;
 * losing all of this at any instant loses no work. One lock, short critical sections, no I/O under it.
 */
@ApplicationScoped
public class Dispatcher {

    /**
     * A proposal that waits for Accept, or whose claim is on its way.
     *
     * @param atOnce whether it is claimed by a standing credit, without having been offered
     */
    private record OpenOffer(UUID id, ReadyStep step, Seat seat, Window window, long deadline, boolean atOnce) {
        OpenOffer until(long later) {
            return new OpenOffer(id, step, seat, window, later, atOnce);
        }

        /** It is no longer between the two. */
        void settle() {
            if (atOnce) {
                seat.claiming--;
            } else {
                seat.offers--;
            }
        }
    }

    private final Ids ids;
    private final long offerNanos;
    private final LongSupplier nanoTime;
    private final int windowSize;
    private final Map<Window.Key, Window> windows = new HashMap<>();
    private final Map<UUID, Set<Seat>> seats = new HashMap<>();
    private final Map<UUID, OpenOffer> offered = new LinkedHashMap<>();
    private final Map<UUID, OpenOffer> claiming = new HashMap<>();
    /** Who holds an attempt. */
    private final Map<UUID, Seat> holders = new HashMap<>();

    private final Set<Window> wanted = new LinkedHashSet<>();
    private final Exclusions exclusions = new Exclusions();
    private final Routing routing = new Routing();

    private final BlockingQueue<Window> reads = new LinkedBlockingQueue<>();

    @Inject
    public Dispatcher(Ids ids, Settings settings) {
        this(ids, settings, System::nanoTime, Window.SIZE);
    }

    Dispatcher(Ids ids, Settings settings, LongSupplier nanoTime, int windowSize) {
        this.ids = ids;
        this.offerNanos = settings.offer().toNanos();
        this.nanoTime = nanoTime;
        this.windowSize = windowSize;
    }

    Dispatcher() {
        this(null, Settings.defaults());
    }

    boolean wantsRead() {
        return !reads.isEmpty();
    }

    /** The window that should be read next; waits for one. */
    Window nextRead() throws InterruptedException {
        Window window = reads.take();
        synchronized (this) {
            wanted.remove(window);
        }
        return window;
    }

    /** @param requirements those of the agent's workspace */
    synchronized void join(Seat seat, Collection<Requirement> requirements) {
        if (!seat.present) {
            return;
        }
        seats.computeIfAbsent(seat.workspaceId, id -> new LinkedHashSet<>()).add(seat);
        routing.joined(seat);
        learn(seat.workspaceId, requirements);
        windows.values().stream()
                .filter(window -> window.key.workspaceId().equals(seat.workspaceId))
                .filter(window -> window.requirement.metBy(seat.capabilities))
                .forEach(window -> sit(seat, window));
    }

    /** Opens windows for requirements that a connected agent meets. */
    synchronized void learn(UUID workspaceId, Collection<Requirement> requirements) {
        for (Requirement requirement : requirements) {
            Window.Key key = new Window.Key(workspaceId, requirement.key());
            if (!windows.containsKey(key)) {
                List<Seat> able = seats.getOrDefault(workspaceId, Set.of()).stream()
                        .filter(seat -> requirement.metBy(seat.capabilities))
                        .toList();
                if (!able.isEmpty()) {
                    open(new Window(key, requirement, windowSize), able);
                }
            }
        }
    }

    private void open(Window window, List<Seat> able) {
        windows.put(window.key, window);
        for (Seat seat : able) {
            sit(seat, window);
            if (seat.wantsWork()) {
                window.waiting.add(seat);
            }
        }
        want(window);
    }

    private static void sit(Seat seat, Window window) {
        if (seat.windows.add(window)) {
            window.joined(seat);
        }
    }

    synchronized void leave(Seat seat) {
        if (!seat.present) {
            return;
        }
        seats.computeIfPresent(seat.workspaceId, (id, theirs) -> {
            theirs.remove(seat);
            return theirs.isEmpty() ? null : theirs;
        });
        seat.present = false;
        routing.left(seat);
        seat.credits = 0;
        seat.standing = 0;
        seat.holds.forEach(holders::remove);
        seat.holds.clear();
        for (Window window : seat.windows) {
            window.waiting.remove(seat);
            window.left(seat);
        }
        List<OpenOffer> open =
                offered.values().stream().filter(offer -> offer.seat() == seat).toList();
        for (OpenOffer offer : open) {
            offered.remove(offer.id());
            offer.window().giveBack(offer.step());
            serve(offer.window());
        }
        seat.windows.forEach(this::closeIfUnused);
    }

    private void closeIfUnused(Window window) {
        if (window.isUnused()) {
            windows.remove(window.key);
        }
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
        if (seat.present) {
            seat.credits += amount;
            serve(seat);
        }
    }

    /** From now on the seat is to be kept at so many attempts, without offers. */
    synchronized void standing(Seat seat, int attempts) {
        if (seat.present) {
            seat.standing = attempts;
            standUp(seat);
            serve(seat);
        }
    }

    /** The agent reads again. */
    synchronized void roomAgain(Seat seat) {
        credit(seat, 0);
    }

    /** The seat has the attempt, until {@link #release}. */
    synchronized void hold(Seat seat, UUID attemptId) {
        if (seat.present && seat.holds.add(attemptId)) {
            holders.put(attemptId, seat);
            standUp(seat);
        }
    }

    /** The attempt is over, as far as its seat is concerned. */
    synchronized void release(UUID attemptId) {
        Seat seat = letGo(attemptId);
        if (seat != null) {
            serve(seat);
        }
    }

    private Seat letGo(UUID attemptId) {
        Seat seat = holders.remove(attemptId);
        if (seat != null) {
            seat.holds.remove(attemptId);
        }
        return seat;
    }

    /** @return the queues in which some of them wait: nobody here takes them at once */
    synchronized Set<Window.Key> ready(List<ReadyStep> steps) {
        Set<Window.Key> waiting = new LinkedHashSet<>();
        for (ReadyStep step : steps) {
            letOthersTry(step);
            Window.Key key = Window.Key.of(step);
            if (!windows.containsKey(key)) {
                learn(step.workspaceId(), List.of(step.spec().requirement()));
            }
            Window window = windows.get(key);
            if (window != null) {
                window.add(step);
                serve(window);
            }
            if (window == null || !window.hasReserved(step)) {
                waiting.add(key);
            }
        }
        return waiting;
    }

    /**
     * Another node says that steps wait in a queue. It is read now if somebody here waits for its steps, else when it
     * runs low or {@link #readDoubted} is called. False when agents here may have to learn that there is such a queue.
     */
    synchronized boolean wake(Window.Key queue) {
        Window window = windows.get(queue);
        if (window == null) {
            return !seats.containsKey(queue.workspaceId());
        }
        window.doubtHead();
        if (!window.waiting.isEmpty()) {
            want(window);
        }
        return true;
    }

    /** Reads the windows whose head may not be the first steps any more. */
    synchronized void readDoubted() {
        windows.values().stream().filter(Window::isHeadDoubted).forEach(this::want);
    }

    /** The steps ended without a claim: nobody is offered them any more, and who was is told. */
    synchronized void withdraw(Collection<ReadyStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        Set<UUID> ended = new HashSet<>();
        for (ReadyStep step : steps) {
            ended.add(step.id());
            Window window = windows.get(Window.Key.of(step));
            if (window != null) {
                window.drop(step);
            }
        }
        List<OpenOffer> open = offered.values().stream()
                .filter(offer -> ended.contains(offer.step().id()))
                .toList();
        for (OpenOffer offer : open) {
            offered.remove(offer.id());
            refuse(offer, "The run has ended: the step is not to be done any more.");
            forget(offer);
            creditBack(offer);
        }
    }

    private void creditBack(OpenOffer offer) {
        credit(offer.seat(), offer.atOnce() ? 0 : 1);
    }

    private static void refuse(OpenOffer offer, String message) {
        offer.seat().out.refused(SessionOut.Refusal.ofOffer(offer.id(), Outcome.Refused.offerGone(message)));
    }

    private void forget(OpenOffer offer) {
        offer.settle();
        offer.window().forget(offer.step());
        closeIfUnused(offer.window());
    }

    /** The offer, if this seat still has it; it is being claimed from now on. */
    synchronized Optional<ReadyStep> accept(Seat seat, UUID offerId) {
        OpenOffer offer = offered.get(offerId);
        if (offer == null || offer.seat() != seat) {
            return Optional.empty();
        }
        offered.remove(offerId);
        claiming.put(offerId, offer);
        return Optional.of(offer.step());
    }

    /** The claim could not be tried just now: the offer is the seat's as before, for its whole time. */
    synchronized void offerAgain(UUID offerId) {
        OpenOffer offer = claiming.remove(offerId);
        if (offer == null) {
            return;
        }
        if (offer.seat().present) {
            offered.put(offerId, offer.until(nanoTime.getAsLong() + offerNanos));
        } else {
            returned(offer);
        }
    }

    /** The claim is committed; the credit is used up. */
    synchronized void claimed(UUID offerId) {
        OpenOffer offer = claiming.remove(offerId);
        if (offer != null) {
            forget(offer);
            routing.granted(offer.step().runId(), offer.seat());
            hold(offer.seat(), offerId);
        }
    }

    /** The claim came to nothing: the step has left the queue, the credit is back. */
    synchronized void gone(UUID offerId) {
        OpenOffer offer = claiming.remove(offerId);
        if (offer != null) {
            forget(offer);
            creditBack(offer);
        }
    }

    /** The claim could not be tried: the step is still in the queue, the credit is back. */
    synchronized void unclaimed(UUID offerId) {
        OpenOffer offer = claiming.remove(offerId);
        if (offer != null) {
            returned(offer);
        }
    }

    /**
     * The claim was refused because the agent is paused, which this node did not know: the step is still in the queue. The
     * seat is held back until somebody has looked whether that still holds ({@link #holdBack}).
     */
    synchronized void unclaimedWhilePaused(UUID offerId) {
        OpenOffer offer = claiming.remove(offerId);
        if (offer != null) {
            offer.seat().heldBack = true;
            standUp(offer.seat());
            returned(offer);
        }
    }

    /**
     * The agent does not take the step: it is not offered to it again for as long as an offer lasts, or never. False when
     * it has no such offer.
     *
     * @param forGood whether it cannot do it at all
     */
    synchronized boolean decline(Seat seat, UUID offerId, boolean forGood) {
        OpenOffer offer = offered.get(offerId);
        if (offer == null || offer.seat() != seat) {
            return false;
        }
        offered.remove(offerId);
        avoid(seat, offer.step().id(), forGood);
        returned(offer);
        return true;
    }

    /** The step is not offered to the seat for as long as an offer lasts, or never. */
    synchronized void avoid(Seat seat, UUID stepId, boolean forGood) {
        if (forGood) {
            seat.decline(stepId, OptionalLong.empty());
        } else {
            long until = nanoTime.getAsLong() + offerNanos;
            seat.decline(stepId, OptionalLong.of(until));
            exclusions.tryAt(until, () -> credit(seat, 0));
        }
    }

    /** Takes back offers that waited too long, and offers again what was declined for a while. */
    synchronized void expireOffers() {
        long now = nanoTime.getAsLong();
        exclusions.tryDue(now);
        List<OpenOffer> expired = new ArrayList<>();
        for (Iterator<OpenOffer> open = offered.values().iterator(); open.hasNext(); ) {
            OpenOffer offer = open.next();
            if (offer.deadline() - now > 0) {
                break;
            }
            open.remove();
            expired.add(offer);
        }
        expired.forEach(offer -> {
            refuse(offer, "The offer was not accepted in time.");
            returned(offer);
        });
    }

    private void returned(OpenOffer offer) {
        offer.settle();
        offer.window().giveBack(offer.step());
        // Those who wait come first: an agent that lets offers lapse must not get the same step again at once.
        serve(offer.window());
        closeIfUnused(offer.window());
        creditBack(offer);
    }

    /** The windows whose head should be looked at again. */
    synchronized void refresh() {
        for (Window window : windows.values()) {
            window.doubtHead();
            want(window);
        }
    }

    /** Workspaces with connected agents. */
    synchronized Set<UUID> workspaces() {
        return Set.copyOf(seats.keySet());
    }

    /** Where to read on; the read must be merged. */
    synchronized Optional<ReadyStep> beginRead(Window window) {
        return window.beginRead();
    }

    synchronized void merge(Window window, List<ReadyStep> read) {
        long now = nanoTime.getAsLong();
        // All of them are looked at.
        if (read.stream().filter(step -> exclusions.read(step, now)).count() > 0) {
            tryLater(window.key);
        }
        window.merge(read);
        serve(window);
        boolean passedOver = window.waiting.stream().anyMatch(seat -> seat.wantsWork() && seat.out.hasRoom());
        if (window.isLow() || (passedOver && window.wantMore())) {
            want(window);
        }
    }

    /** Whoever failed the step just now is not to have it before others could. */
    private void letOthersTry(ReadyStep step) {
        if (step.failedBy().isPresent()) {
            exclusions.ready(step, nanoTime.getAsLong());
            tryLater(Window.Key.of(step));
        }
    }

    private void tryLater(Window.Key key) {
        exclusions.tryAt(nanoTime.getAsLong() + Exclusions.FIRST_GO.toNanos(), () -> {
            Window window = windows.get(key);
            if (window != null) {
                serve(window);
            }
        });
    }

    /** While held back, an agent's seats get no work, and offers that are open are taken back; credits stay. */
    synchronized void holdBack(UUID workspaceId, UUID agentId, boolean held) {
        List<Seat> theirs = seats.getOrDefault(workspaceId, Set.of()).stream()
                .filter(seat -> seat.agent.agentId().equals(agentId) && seat.heldBack != held)
                .toList();
        for (Seat seat : theirs) {
            seat.heldBack = held;
            if (held) {
                standUp(seat);
                takeBack(seat);
            } else {
                serve(seat);
            }
        }
    }

    private void takeBack(Seat seat) {
        List<OpenOffer> open =
                offered.values().stream().filter(offer -> offer.seat() == seat).toList();
        for (OpenOffer offer : open) {
            offered.remove(offer.id());
            refuse(offer, "The agent is paused.");
            returned(offer);
        }
    }

    private void want(Window window) {
        if (wanted.add(window)) {
            reads.add(window);
        }
    }

    private void serve(Seat seat) {
        boolean served = true;
        while (served && seat.wantsWork()) {
            served = serveNext(seat);
        }
        if (seat.wantsWork()) {
            seat.windows.forEach(window -> window.waiting.add(seat));
        }
    }

    /** Those who wait take turns, so that many free hands share what comes. */
    private void serve(Window window) {
        int passed = 0;
        while (window.size() > 0 && passed < window.waiting.size()) {
            Seat seat = turn(window, window.first(step -> true).orElseThrow());
            passed = serveNext(seat) ? 0 : passed + 1;
        }
    }

    /**
     * Gives the seat the first step of all its queues: at once by a standing credit, else as an offer. False when there is
     * none for it, or it does not read.
     */
    private boolean serveNext(Seat seat) {
        Optional<Next> next = next(seat);
        if (next.isEmpty() || !seat.out.hasRoom()) {
            return false;
        }
        if (!seat.wantsAtOnce()) {
            offer(seat, next.get().window(), next.get().step());
            return true;
        }
        Lane.Ticket ticket = claimAtOnce(seat, next.get().window(), next.get().step());
        if (!seat.claimant.queue(ticket)) {
            takeBack(((Command.Claim) ticket.command()).attemptId());
            return false;
        }
        return true;
    }

    /**
     * The lane takes no more. The seat waits again, for other steps; this one is tried again after a while. Nobody is served
     * from here: those whose lane is as full would come back one inside the other, as deep as there are agents.
     */
    private void takeBack(UUID offerId) {
        OpenOffer offer = claiming.remove(offerId);
        offer.settle();
        offer.window().giveBack(offer.step());
        avoid(offer.seat(), offer.step().id(), false);
        offer.seat().windows.forEach(window -> window.waiting.add(offer.seat()));
    }

    /** Who wants nothing does not wait. */
    private static void standUp(Seat seat) {
        if (!seat.wantsWork()) {
            seat.windows.forEach(window -> window.waiting.remove(seat));
        }
    }

    private record Next(Window window, ReadyStep step) {}

    /** The first step of all the seat's queues that it has not declined. */
    private Optional<Next> next(Seat seat) {
        Window best = null;
        ReadyStep first = null;
        for (Window window : seat.windows) {
            ReadyStep head = window.isLoaded()
                    ? window.first(step -> allow(seat, step, window)).orElse(null)
                    : null;
            if (head != null && (first == null || ReadyStep.ORDER.compare(head, first) < 0)) {
                best = window;
                first = head;
            }
        }
        return first == null ? Optional.empty() : Optional.of(new Next(best, first));
    }

    private boolean allow(Seat seat, ReadyStep step, Window window) {
        return exclusions.allow(seat, step, window, nanoTime.getAsLong());
    }

    private void offer(Seat seat, Window window, ReadyStep step) {
        seat.credits--;
        seat.offers++;
        OpenOffer offer = reserve(seat, window, step, false);
        offered.put(offer.id(), offer);
        seat.out.offer(offer.id(), new Offering(step.id(), step.runId(), step.spec()));
    }

    private Lane.Ticket claimAtOnce(Seat seat, Window window, ReadyStep step) {
        seat.claiming++;
        OpenOffer offer = reserve(seat, window, step, true);
        claiming.put(offer.id(), offer);
        return seat.claimant.ticket(offer.id(), step);
    }

    private OpenOffer reserve(Seat seat, Window window, ReadyStep step, boolean atOnce) {
        window.reserve(step);
        standUp(seat);
        if (window.isLow()) {
            want(window);
        }
        return new OpenOffer(ids.next(), step, seat, window, nanoTime.getAsLong() + offerNanos, atOnce);
    }

    /**
     * Claims for agents with standing credits, in the very batch that ends their attempts or makes steps ready. Whatever
     * becomes of the batch, each ticket must be replied to.
     *
     * @param ended attempts that are over
     * @param ready steps that are in the queue when the batch is committed, and that no window knows
     */
    synchronized List<Lane.Ticket> claimAhead(Collection<UUID> ended, Collection<ReadyStep> ready) {
        List<Lane.Ticket> tickets = new ArrayList<>();
        NavigableSet<ReadyStep> fresh = new TreeSet<>(ReadyStep.ORDER);
        fresh.addAll(ready);
        fresh.forEach(step -> exclusions.ready(step, nanoTime.getAsLong()));
        Set<Seat> free = new LinkedHashSet<>();
        for (UUID attemptId : ended) {
            Seat seat = letGo(attemptId);
            if (seat != null) {
                free.add(seat);
            }
        }
        free.forEach(seat -> fill(seat, fresh, tickets));
        List.copyOf(fresh).forEach(step -> waitingFor(step).ifPresent(seat -> fill(seat, fresh, tickets)));
        return tickets;
    }

    private void fill(Seat seat, NavigableSet<ReadyStep> fresh, List<Lane.Ticket> tickets) {
        while (seat.present && seat.wantsAtOnce() && seat.out.hasRoom()) {
            Optional<Next> next = sooner(next(seat), nextOf(fresh, seat));
            if (next.isEmpty()) {
                seat.windows.forEach(window -> window.waiting.add(seat));
                return;
            }
            fresh.remove(next.get().step());
            tickets.add(claimAtOnce(seat, next.get().window(), next.get().step()));
        }
    }

    private static Optional<Next> sooner(Optional<Next> one, Optional<Next> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return ReadyStep.ORDER.compare(one.get().step(), other.get().step()) <= 0 ? one : other;
    }

    private Optional<Next> nextOf(NavigableSet<ReadyStep> fresh, Seat seat) {
        for (ReadyStep step : fresh) {
            Window window = windows.get(Window.Key.of(step));
            if (window != null && seat.windows.contains(window) && window.reaches(step) && allow(seat, step, window)) {
                return Optional.of(new Next(window, step));
            }
        }
        return Optional.empty();
    }

    /** Whose turn it is; nobody when that one wants to be offered it. */
    private Optional<Seat> waitingFor(ReadyStep step) {
        Window window = windows.get(Window.Key.of(step));
        if (window == null || window.waiting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(turn(window, step)).filter(Seat::wantsAtOnce);
    }

    /** Whose turn it is to have the step; the others come before it the next time. */
    private Seat turn(Window window, ReadyStep step) {
        Seat seat = routing.choose(
                step, window, waiting -> waiting.wantsWork() && waiting.out.hasRoom() && allow(waiting, step, window));
        window.waiting.remove(seat);
        window.waiting.add(seat);
        return seat;
    }
}
