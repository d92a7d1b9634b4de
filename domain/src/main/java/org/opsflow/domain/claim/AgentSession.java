package org.opsflow.domain.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.claim.SessionOut.End;
import org.opsflow.domain.claim.SessionOut.Refusal;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.workflow.AgentFace;

/**
 * One conversation with an agent process. Waits for Hello, opens, is open, ends; what the conversation does not allow
 * where it stands ends it. Frames come from one thread at a time; outcomes come from the lanes.
 */
public final class AgentSession {
    private static final int OVERLOADED_RETRY_MILLIS = 500;
    private static final int BROKEN_RETRY_MILLIS = 2_000;

    private enum State {
        AWAITING_HELLO,
        OPENING,
        OPEN,
        ENDED
    }

    private final SessionDesk desk;
    private final Caller caller;
    private final SessionOut out;
    private final Map<UUID, Work> held = new ConcurrentHashMap<>();
    private final Stopping stopping;
    /** Controls that this connection was told and has not acknowledged. */
    private final Set<UUID> told = ConcurrentHashMap.newKeySet();
    /** Of those, what the agent has acknowledged and is not stored yet. */
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();

    private volatile State state = State.AWAITING_HELLO;
    private volatile long lastHeard = System.nanoTime();
    private Hello hello;
    private volatile SessionOpening.Opened opened;
    private volatile Seat seat;
    private volatile boolean saidGoodbye;

    AgentSession(SessionDesk desk, Caller caller, SessionOut out) {
        this.desk = desk;
        this.caller = caller;
        this.out = out;
        this.stopping = new Stopping(out, desk.opening().patience());
    }

    /** Opens the stored session; blocks, so the caller brings its own thread. No frame may be handed over meanwhile. */
    public void hello(Hello said) {
        if (!move(State.AWAITING_HELLO, State.OPENING)) {
            violation("Hello comes once, as the first frame.");
            return;
        }
        desk.brokeSilence(this);
        hello = said;
        SessionOpening.Opened session = desk.opening().open(caller, said);
        opened = session;
        session.holdings()
                .kept()
                .forEach(attempt -> held.put(
                        attempt.id(), new Work(attempt.runId(), attempt.stepId(), attempt.fence(), false, true)));
        seat = new Seat(
                session.id(),
                session.epoch(),
                caller.workspaceId(),
                session.face(),
                said.offers(),
                out,
                new Claimant() {
                    @Override
                    public Lane.Ticket ticket(UUID attemptId, ReadyStep step) {
                        return claim(attemptId, step, true);
                    }

                    @Override
                    public boolean queue(Lane.Ticket ticket) {
                        return desk.lanes().offer(ticket);
                    }
                });
        seat.heldBack = session.paused();
        if (!move(State.OPENING, State.OPEN)) {
            // The stream broke meanwhile: nobody is there to hear of it.
            desk.left(this);
            return;
        }
        heard();
        out.welcome(new SessionOut.Welcome(
                session.id(),
                session.resumeToken(),
                session.face().name(),
                session.holdings().kept().stream()
                        .map(attempt -> new SessionOut.Held(attempt.id(), attempt.fence()))
                        .toList(),
                session.holdings().lost(),
                session.settings()));
        session.holdings().stops().forEach(stopping::tell);
        for (Grant grant : session.missed()) {
            hold(grant, true, true);
            out.granted(grant, Optional.empty());
        }
        desk.joined(this, session);
        held.keySet().forEach(attemptId -> desk.dispatcher().hold(seat, attemptId));
        if (state == State.ENDED) {
            // The stream broke while the session was being put on the desk.
            desk.left(this);
        } else {
            desk.controls().tell(this);
        }
    }

    /** The stream may break at any instant, on another thread. */
    private synchronized boolean move(State from, State to) {
        if (state != from) {
            return false;
        }
        state = to;
        return true;
    }

    private void hold(Grant grant, boolean atOnce, boolean perhapsStalled) {
        held.put(
                grant.attemptId(),
                new Work(grant.plan().runId(), grant.stepId(), grant.fence(), atOnce, perhapsStalled));
    }

    /** The attempt is not the agent's any more, and its work has ended or is to end. */
    private Work letGo(UUID attemptId) {
        Work work = held.remove(attemptId);
        if (work != null) {
            desk.dispatcher().release(attemptId);
        }
        return work;
    }

    /** @param standing at how many attempts the agent wants to be kept without offers; empty for as before */
    public void credits(int amount, OptionalInt standing) {
        if (!isOpen("Credits")) {
            return;
        }
        if (standing.isPresent()) {
            keepAt(standing.getAsInt());
        }
        if (amount != 0 || standing.isEmpty()) {
            addCredits(amount);
        }
    }

    private void keepAt(int attempts) {
        int total = attempts + desk.dispatcher().promised(seat);
        if (attempts < 0 || total > hello.maxConcurrent()) {
            refuseCredits(total, "credits.standing");
            return;
        }
        desk.dispatcher().standing(seat, attempts);
    }

    private void addCredits(int amount) {
        int total = amount + desk.dispatcher().outstanding(seat) + held.size();
        if (amount < 1 || total > hello.maxConcurrent()) {
            refuseCredits(total, "credits.amount");
            return;
        }
        desk.dispatcher().credit(seat, amount);
    }

    private void refuseCredits(int total, String field) {
        out.refused(Refusal.ofFrame(new Refused(
                RefusalCode.INVALID,
                "With these, " + total + " attempts could run at once; 0 to max_concurrent (" + hello.maxConcurrent()
                        + ") may.",
                field)));
    }

    public void accept(UUID offerId) {
        if (!isOpen("Accept")) {
            return;
        }
        Optional<ReadyStep> step = desk.dispatcher().accept(seat, offerId);
        if (step.isEmpty()) {
            out.refused(Refusal.ofOffer(offerId, Refused.offerGone("There is no such offer (any more).")));
            return;
        }
        if (!desk.lanes().offer(claim(offerId, step.get(), false))) {
            desk.dispatcher().offerAgain(offerId);
            out.refused(new Refusal(
                    Optional.empty(),
                    0,
                    0,
                    Optional.of(offerId),
                    new Refused(RefusalCode.OVERLOADED, "The server is full: accept the offer again.", ""),
                    OVERLOADED_RETRY_MILLIS));
        }
    }

    private Lane.Ticket claim(UUID attemptId, ReadyStep step, boolean atOnce) {
        return new Lane.Ticket(
                new Command.Claim(attemptId, step, opened.id(), opened.epoch(), opened.face()),
                outcome -> claimed(attemptId, atOnce, outcome));
    }

    private void claimed(UUID offerId, boolean atOnce, Outcome outcome) {
        if (outcome instanceof Outcome.Granted granted) {
            // In this order an attempt never counts twice when Credits come in between.
            desk.dispatcher().claimed(offerId);
            hold(granted.grant(), atOnce, false);
            out.granted(granted.grant(), atOnce ? Optional.empty() : Optional.of(offerId));
            if (stopping.covers(offerId)) {
                // Cancelled in the same transaction, and told before it was granted.
                held.remove(offerId);
                stopping.tellAgain(offerId);
            } else if (saidGoodbye) {
                giveUp(offerId, Taking.GOODBYE, "The agent left before it was granted the step.");
            }
        } else if (outcome instanceof Outcome.Paused) {
            desk.dispatcher().unclaimedWhilePaused(offerId);
            desk.controls().lookAgain(this);
            refuseOffer(offerId, atOnce, Refused.offerGone("The agent is paused."));
        } else if (outcome instanceof Outcome.Superseded) {
            desk.dispatcher().unclaimed(offerId);
            superseded();
        } else if (outcome instanceof Refused refused) {
            desk.dispatcher().gone(offerId);
            refuseOffer(offerId, atOnce, refused);
        } else {
            desk.dispatcher().unclaimed(offerId);
            refuseOffer(offerId, atOnce, Refused.offerGone("The claim could not be stored."));
        }
    }

    /** Of what was claimed at once the agent has not heard. */
    private void refuseOffer(UUID offerId, boolean atOnce, Refused why) {
        if (!atOnce) {
            out.refused(Refusal.ofOffer(offerId, why));
        }
    }

    /**
     * Turns down what was granted without an offer.
     *
     * @param forGood whether the agent cannot do the step at all
     */
    public void declineGrant(UUID attemptId, long fence, boolean forGood) {
        if (!isOpen("Decline")) {
            return;
        }
        Work work = held.get(attemptId);
        if (work == null || work.fence() != fence) {
            revoke(attemptId, fence);
        } else if (!work.isUnstarted()) {
            out.refused(new Refusal(
                    Optional.of(attemptId),
                    fence,
                    0,
                    Optional.empty(),
                    new Refused(
                            RefusalCode.ILLEGAL_STATE,
                            "Only what was granted without an offer, and is not started, can be declined: report Released.",
                            ""),
                    0));
        } else {
            desk.dispatcher().avoid(seat, work.stepId(), forGood);
            giveUp(attemptId, Taking.DECLINED, "The agent declined the step.");
        }
    }

    /** Takes back what was granted without an offer and was not begun, {@code limit} after it was. */
    void takeUnstarted(Duration limit) {
        for (Map.Entry<UUID, Work> entry : held.entrySet()) {
            Work work = entry.getValue();
            if (work.isUnstarted() && work.isOlderThan(limit)) {
                desk.dispatcher().avoid(seat, work.stepId(), false);
                giveUp(entry.getKey(), Taking.UNSTARTED, "The agent did not begin the step in time.");
                revoke(entry.getKey(), work.fence());
            }
        }
    }

    private void giveUp(UUID attemptId, Taking why, String message) {
        Work work = held.get(attemptId);
        if (work != null) {
            desk.take(caller.workspaceId(), work.runId(), attemptId, why, message);
            letGo(attemptId);
        }
    }

    /** @param forGood whether the agent cannot do the step at all */
    public void decline(UUID offerId, boolean forGood) {
        if (isOpen("Decline") && !desk.dispatcher().decline(seat, offerId, forGood)) {
            out.refused(Refusal.ofOffer(offerId, Refused.offerGone("There is no such offer (any more).")));
        }
    }

    /** @param done called when the report has left its lane, or at once when it did not get that far */
    public void report(UUID attemptId, long fence, long number, ReportBody body, Runnable done) {
        if (!isOpen("A report")) {
            done.run();
            return;
        }
        Work work = held.get(attemptId);
        if (work != null && work.fence() == fence) {
            work.reported();
        }
        Command report = new Command.Report(
                work == null ? attemptId : work.runId(),
                caller.workspaceId(),
                attemptId,
                fence,
                number,
                opened.id(),
                opened.face(),
                body);
        boolean queued = desk.lanes().offer(report, outcome -> {
            reported(attemptId, fence, number, outcome);
            done.run();
        });
        if (!queued) {
            refuseReport(
                    attemptId,
                    fence,
                    number,
                    new Refused(RefusalCode.OVERLOADED, "The server is full: send the report again.", ""),
                    OVERLOADED_RETRY_MILLIS);
            done.run();
        }
    }

    private void reported(UUID attemptId, long fence, long number, Outcome outcome) {
        if (outcome instanceof Outcome.Receipted receipted) {
            if (receipted.over()) {
                letGo(attemptId);
            }
            out.receipt(attemptId, fence, number);
        } else if (outcome instanceof Refused refused) {
            if (refused.code() == RefusalCode.LEASE_LOST) {
                // Under another fence it is not the one that is held.
                Work work = held.get(attemptId);
                if (work != null && work.fence() == fence) {
                    letGo(attemptId);
                }
            }
            refuseReport(attemptId, fence, number, refused, 0);
        } else {
            if (held.containsKey(attemptId)) {
                // The batch may have counted it as over.
                desk.dispatcher().hold(seat, attemptId);
            }
            String id = outcome instanceof Outcome.Broken broken ? broken.correlationId() : "?";
            refuseReport(
                    attemptId,
                    fence,
                    number,
                    new Refused(
                            RefusalCode.OVERLOADED,
                            "The report could not be stored (correlation id " + id + "): send it again.",
                            ""),
                    BROKEN_RETRY_MILLIS);
        }
    }

    private void refuseReport(UUID attemptId, long fence, long number, Refused why, int retryAfterMillis) {
        out.refused(new Refusal(Optional.of(attemptId), fence, number, Optional.empty(), why, retryAfterMillis));
    }

    public void progress(
            UUID attemptId, long fence, OptionalInt percent, Optional<String> line, int loop, int maxLoops) {
        if (!isOpen("Progress")) {
            return;
        }
        Work work = held.get(attemptId);
        if (work == null || work.fence() != fence) {
            revoke(attemptId, fence);
            return;
        }
        desk.stalls().goesOn(this, attemptId, work);
        desk.signals()
                .step(new StepSignal(
                        caller.workspaceId(), work.runId(), work.stepId(), percent, line, loop, maxLoops, desk.now()));
    }

    /** @param named what the agent says it holds */
    public void heartbeat(List<SessionOut.Held> named, Load load) {
        if (!isOpen("Heartbeat")) {
            return;
        }
        takeUnnamed(named);
        Instant now = desk.now();
        AgentFace face = opened.face();
        desk.signals().process(new ProcessSignal(caller.workspaceId(), face.slug(), face.instance(), load, now));
        for (SessionOut.Held lease : named) {
            Work work = held.get(lease.attemptId());
            if (work == null || work.fence() != lease.fence()) {
                revoke(lease.attemptId(), lease.fence());
            } else {
                desk.signals()
                        .step(new StepSignal(
                                caller.workspaceId(),
                                work.runId(),
                                work.stepId(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                0,
                                0,
                                now));
            }
        }
    }

    /** What the agent does not hold although it was granted a while ago would stay leased for as long as it lives. */
    private void takeUnnamed(List<SessionOut.Held> named) {
        Set<UUID> ids = named.stream().map(SessionOut.Held::attemptId).collect(Collectors.toSet());
        for (Map.Entry<UUID, Work> entry : held.entrySet()) {
            Work work = entry.getValue();
            if (!ids.contains(entry.getKey()) && work.isOlderThan(desk.opening().patience())) {
                giveUp(entry.getKey(), Taking.UNNAMED, "The agent's heartbeats do not name this attempt.");
            }
        }
    }

    private void revoke(UUID attemptId, long fence) {
        Refused lost = Refused.leaseLost();
        out.revoked(attemptId, fence, lost.code(), lost.message());
    }

    /** The run of an attempt was cancelled: the agent is told to end its work. */
    void stop(Stop stop) {
        held.remove(stop.attemptId());
        desk.dispatcher().hold(seat, stop.attemptId());
        stopping.tell(stop);
    }

    /** The agent says that nothing of a cancelled attempt runs any more. */
    public void stopped(UUID attemptId, long fence) {
        if (isOpen("ControlAck")) {
            stopping.answered(attemptId, fence)
                    .ifPresent(stop -> desk.stopped(stop, caller.workspaceId(), outcome -> {
                        if (outcome instanceof Outcome.Stopped || outcome instanceof Outcome.Nothing) {
                            stopping.over(attemptId);
                            desk.dispatcher().release(attemptId);
                        }
                    }));
        }
    }

    /** @param done called when it is known what became of it */
    public void message(MessageDraft draft, Runnable done) {
        if (!isOpen("Message")) {
            done.run();
            return;
        }
        desk.post().send(Correspondent.of(seat), draft, new Post.Answer() {
            @Override
            public void stored() {
                out.messageReceipt(draft.clientId());
                done.run();
            }

            @Override
            public void refused(Refused why, int retryAfterMillis) {
                out.messageRefused(draft.clientId(), why, retryAfterMillis);
                done.run();
            }
        });
    }

    /** Something is wrong with the process; blocks, so the caller brings its own thread. */
    public void error(AgentErrorDraft draft) {
        if (isOpen("AgentError")
                && !desk.errors()
                        .take(
                                new AgentErrorStoring.Teller(
                                        caller.workspaceId(), opened.id(), opened.epoch(), opened.face()),
                                draft,
                                out)) {
            superseded();
        }
    }

    /** @param done called when it is stored */
    public void messagesRead(List<UUID> messageIds, Runnable done) {
        if (isOpen("MessageRead")) {
            desk.post().read(Correspondent.of(seat), messageIds, done);
        } else {
            done.run();
        }
    }

    /** Tells what a person asks, once; false when the agent does not read just now, or was not granted yet what it is about. */
    boolean tell(Control control) {
        if (!told.add(control.id())) {
            return true;
        }
        boolean isKnown = control.attempt()
                .map(Control.Subject::attemptId)
                .map(held::containsKey)
                .orElse(true);
        if (isKnown && state == State.OPEN && out.control(control)) {
            return true;
        }
        told.remove(control.id());
        return false;
    }

    Set<UUID> told() {
        return told;
    }

    /** Whether the agent says for the first time that it has heard of a control that it was told. */
    public boolean hears(UUID controlId) {
        return isOpen("ControlAck") && told.contains(controlId) && acknowledged.add(controlId);
    }

    /** Whether the control was acknowledged is stored, or is not going to be. */
    void forget(UUID controlId) {
        told.remove(controlId);
        acknowledged.remove(controlId);
    }

    /** Stores that the agent {@linkplain #hears has heard}; blocks, so the caller brings its own thread. */
    public void acknowledged(UUID controlId) {
        desk.controls().acknowledged(this, controlId);
    }

    public void goodbye() {
        if (!isOpen("Goodbye")) {
            return;
        }
        saidGoodbye = true;
        for (Map.Entry<UUID, Work> work : held.entrySet()) {
            desk.take(
                    caller.workspaceId(),
                    work.getValue().runId(),
                    work.getKey(),
                    Taking.GOODBYE,
                    "The agent left while it held the step.");
        }
        stopping.all().forEach(stop -> desk.stopped(stop, caller.workspaceId(), outcome -> {}));
        out.end(End.GOODBYE, "Goodbye.");
        closed();
    }

    /** The stream is gone, whoever ended it. Blocks when the session was open. */
    public void closed() {
        State before;
        synchronized (this) {
            before = state;
            state = State.ENDED;
        }
        if (before == State.OPEN) {
            desk.left(this);
        } else {
            desk.brokeSilence(this);
        }
    }

    /** The agent has read what was sent: it may get offers again. */
    public void roomAgain() {
        if (state == State.OPEN) {
            desk.dispatcher().roomAgain(seat);
            desk.post().roomAgain(Correspondent.of(seat));
        }
    }

    /** A newer connection of the same agent and instance took over. */
    void superseded() {
        out.end(End.SUPERSEDED, "A newer connection of this agent and instance took over.");
        closed();
    }

    /** The key that opened it opens nothing any more: with another one the agent may connect again and goes on. */
    void revoked() {
        out.end(End.REVOKED, "The key of this session was revoked or has expired, or its agent is retired.");
        closed();
    }

    /** This server stops: the agent comes back, here or to another, and goes on with what it holds. */
    void drain(Duration reconnectAfter) {
        out.drain(reconnectAfter, "This server stops.");
        out.end(End.UNAVAILABLE, "The server stops: connect again.");
    }

    /** Nothing was heard for so long that there is probably nobody: the agent may connect again. */
    void forgotten() {
        out.end(End.UNAVAILABLE, "Nothing was heard from this agent for too long: connect again.");
        closed();
    }

    /** The attempt went back into the queue, for example because the lease ran out. */
    void lost(UUID attemptId) {
        Work work = letGo(attemptId);
        if (work != null) {
            revoke(attemptId, work.fence());
        }
    }

    /** Any frame is a proof of life. */
    public void heard() {
        lastHeard = System.nanoTime();
        if (awaitsHello()) {
            // Even if Hello has to wait for a thread, it has come.
            desk.brokeSilence(this);
        }
    }

    private boolean isOpen(String what) {
        if (state == State.OPEN) {
            return true;
        }
        if (awaitsHello()) {
            violation(what + " came before Hello.");
        }
        return false;
    }

    public boolean awaitsHello() {
        return state == State.AWAITING_HELLO;
    }

    /** Ends the conversation of an agent that does not keep to the contract. */
    public void violation(String message) {
        out.end(End.PROTOCOL_VIOLATION, message);
        closed();
    }

    /** Whether it needs its lease: for what it holds, or to be waited for until it has stopped. */
    boolean isBusy() {
        return state == State.OPEN && !(held.isEmpty() && stopping.isEmpty());
    }

    /** What it holds, by the attempts' ids. */
    Map<UUID, Work> held() {
        return held;
    }

    long silentNanos() {
        return System.nanoTime() - lastHeard;
    }

    UUID id() {
        return opened.id();
    }

    Seat seat() {
        return seat;
    }

    SessionOpening.Opened opened() {
        return opened;
    }

    Caller caller() {
        return caller;
    }

    UUID workspaceId() {
        return caller.workspaceId();
    }
}
