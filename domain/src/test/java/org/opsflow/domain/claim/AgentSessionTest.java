package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.StallRule;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.StepTask;
import org.opsflow.domain.workflow.StepType;

/** What a conversation allows where it stands. */
class AgentSessionTest {
    private static final Hello HELLO = new Hello("i1", "1", List.of("script"), 2, Optional.empty(), List.of());

    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final Caller caller = new Caller(workspace, Caller.Kind.AGENT, ids.next(), "Kenji", Role.BOT);
    private final Dispatcher dispatcher = new Dispatcher(ids, Settings.defaults());
    private final FakeOpening opening = new FakeOpening();
    private final List<StepSignal> signals = new ArrayList<>();
    private final List<ProcessSignal> processes = new ArrayList<>();
    private final List<Command> queued = new ArrayList<>();
    private boolean full;
    private final List<Consumer<Outcome>> replies = new ArrayList<>();
    private final SessionDesk desk =
            new SessionDesk(opening, dispatcher, new KeptCommands(), new KeptSignals(), new ClaimNews());
    private final FakeOut out = new FakeOut();
    private final AgentSession session = desk.converse(caller, out);

    /** Stands for the stored sessions. */
    private final class FakeOpening extends SessionOpening {
        private final UUID id = ids.next();
        private final List<AttemptRow> kept = new ArrayList<>();
        private final List<Stop> stops = new ArrayList<>();
        private final List<AttemptRow> stopped = new ArrayList<>();
        private final List<Long> closed = new ArrayList<>();
        private Runnable meanwhile = () -> {};
        private boolean away;
        private long epoch;

        @Override
        public Opened open(Caller agent, Hello hello) {
            meanwhile.run();
            return new Opened(
                    id,
                    ++epoch,
                    "token",
                    new AgentFace(agent.id(), "kenji", "Kenji", "K", "#112233", hello.instance()),
                    new Holdings(kept, List.of(), List.of(), List.of(), stops, stopped),
                    List.of(),
                    List.of(),
                    false,
                    "");
        }

        @Override
        Instant now() {
            return InstantSource.system().instant();
        }

        @Override
        public void close(UUID workspaceId, UUID sessionId, long closedEpoch, AgentFace face) {
            if (away) {
                throw new IllegalStateException("no database");
            }
            closed.add(closedEpoch);
        }
    }

    private final class KeptCommands extends Lanes {
        @Override
        boolean offer(Command command, Consumer<Outcome> reply) {
            if (full) {
                return false;
            }
            queued.add(command);
            replies.add(reply);
            return true;
        }
    }

    private final class KeptSignals implements Signals {
        @Override
        public void step(StepSignal signal) {
            signals.add(signal);
        }

        @Override
        public void process(ProcessSignal signal) {
            processes.add(signal);
        }

        @Override
        public void output(UUID workspaceId, UUID stepId, int attempt, long offset, byte[] data) {}
    }

    private AttemptRow held() {
        AttemptRow attempt = new AttemptRow(
                ids.next(),
                workspace,
                ids.next(),
                ids.next(),
                1,
                7,
                opening.id,
                caller.id(),
                AttemptState.RUNNING,
                1,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                InstantSource.system().instant(),
                Optional.empty(),
                Optional.empty(),
                InstantSource.system().instant(),
                Duration.ofMinutes(1));
        opening.kept.add(attempt);
        return attempt;
    }

    @Test
    void beginsWithHello() {
        session.credits(1, OptionalInt.empty());

        assertThat(out.said).containsExactly("end PROTOCOL_VIOLATION");
        session.hello(HELLO);
        assertThat(desk.sessions()).isEmpty();
    }

    @Test
    void sendsTheAgentAwayForAMomentWhenTheServerStops() {
        session.hello(HELLO);

        desk.drain();

        assertThat(out.said).endsWith("drain", "end UNAVAILABLE");
        assertThat(queued).describedAs("nothing is taken from it").isEmpty();
    }

    @Test
    void takesHelloOnce() {
        session.hello(HELLO);
        session.hello(HELLO);

        assertThat(out.said).containsExactly("welcome", "end PROTOCOL_VIOLATION");
        assertThat(desk.sessions()).isEmpty();
        assertThat(opening.closed).containsExactly(1L);
    }

    @Test
    void leavesNothingBehindWhenTheStreamBreaksDuringHello() {
        opening.meanwhile = session::closed;
        session.hello(HELLO);

        assertThat(out.said).isEmpty();
        assertThat(desk.sessions()).isEmpty();
        assertThat(dispatcher.workspaces()).isEmpty();
        assertThat(opening.closed).containsExactly(1L);
    }

    @Test
    void leavesNothingBehindWhenTheStreamBreaksDuringWelcome() {
        FakeOut breaking = new FakeOut();
        AgentSession broken = desk.converse(caller, breaking);
        held();
        breaking.onWelcome = broken::closed;
        broken.hello(HELLO);

        assertThat(desk.sessions()).isEmpty();
        assertThat(dispatcher.workspaces()).isEmpty();
        assertThat(opening.closed).isNotEmpty();
    }

    @Test
    void closesOnce() {
        session.hello(HELLO);
        session.closed();
        session.closed();

        assertThat(opening.closed).containsExactly(1L);
        assertThat(desk.sessions()).isEmpty();
    }

    @Test
    void storesThatAnAgentLeftAsSoonAsTheDatabaseIsBack() {
        session.hello(HELLO);
        opening.away = true;
        session.closed();
        assertThat(desk.sessions()).isEmpty();
        desk.tryAgain();
        assertThat(opening.closed).isEmpty();

        opening.away = false;
        desk.tryAgain();
        desk.tryAgain();

        assertThat(opening.closed).containsExactly(1L);
    }

    @Test
    void givesWayToANewerConnectionOfTheSameProcess() {
        session.hello(HELLO);
        FakeOut newer = new FakeOut();
        desk.converse(caller, newer).hello(HELLO);

        assertThat(out.said).containsExactly("welcome", "end SUPERSEDED");
        assertThat(newer.said).containsExactly("welcome");
        assertThat(desk.sessions()).hasSize(1);
        assertThat(opening.closed).containsExactly(1L);
    }

    @Test
    void refusesCreditsBeyondWhatTheAgentSaidItCanDo() {
        held();
        session.hello(HELLO);
        session.credits(2, OptionalInt.empty());
        session.credits(0, OptionalInt.empty());
        session.credits(-1, OptionalInt.empty());
        assertThat(out.refusals).extracting(refusal -> refusal.why().field()).containsOnly("credits.amount");
        assertThat(out.refusals).hasSize(3);

        session.credits(1, OptionalInt.empty());
        session.credits(1, OptionalInt.empty());
        assertThat(out.refusals).hasSize(4);
    }

    @Test
    void offersItsLabelsAsWellAsItsCapabilities() {
        Hello labelled =
                new Hello("i1", "1", List.of("script"), 2, Optional.empty(), Map.of("region", "eu"), List.of());

        assertThat(Requirement.of(List.of("script", "region=eu")).metBy(labelled.offers()))
                .isTrue();
        assertThat(Requirement.of(List.of("region=us")).metBy(labelled.offers()))
                .isFalse();
        session.hello(labelled);
        assertThat(session.seat().capabilities).containsExactlyInAnyOrder("script", "region=eu");
    }

    private ReadyStep waitingStep() throws InterruptedException {
        Requirement requirement = Requirement.of(List.of("script"));
        StepTask task = new StepTask(StepType.SCRIPT, "true", "", "", "", "", "", List.of());
        StepSpec spec = new StepSpec(
                0,
                "a",
                "A",
                0,
                List.of(),
                List.of(),
                task,
                requirement,
                List.of(),
                Duration.ofMinutes(1),
                0,
                StallRule.USUAL);
        ReadyStep step = new ReadyStep(ids.next(), ids.next(), workspace, 1, spec);
        dispatcher.learn(workspace, List.of(requirement));
        Window window = dispatcher.nextRead();
        dispatcher.beginRead(window);
        dispatcher.merge(window, List.of(step));
        return step;
    }

    /** Brings the session an attempt by a standing credit; answers its id. */
    private UUID grantedAtOnce() throws InterruptedException {
        session.hello(HELLO);
        ReadyStep step = waitingStep();
        session.credits(0, OptionalInt.of(1));
        Command.Claim claim = (Command.Claim) queued.get(0);
        assertThat(out.offers).isEmpty();
        RunPlan plan = new RunPlan(step.runId(), workspace, "run", "{}", null, List.of(step.id()));
        replies.get(0)
                .accept(new Outcome.Granted(new Grant(
                        claim.attemptId(),
                        1,
                        1,
                        0,
                        plan,
                        step.spec(),
                        step.id(),
                        "true",
                        "",
                        Map.of(),
                        Optional.empty())));
        assertThat(out.said).endsWith("granted");
        return claim.attemptId();
    }

    @Test
    void declinesWhatAStandingCreditBrought() throws InterruptedException {
        UUID attempt = grantedAtOnce();
        session.declineGrant(attempt, 1, false);

        Command.Take take = (Command.Take) queued.get(1);
        assertThat(take.attemptId()).isEqualTo(attempt);
        assertThat(take.why()).isEqualTo(Taking.DECLINED);
        assertThat(take.why().isLoss()).isFalse();

        session.declineGrant(attempt, 1, false);
        assertThat(out.said).endsWith("revoked LEASE_LOST");
        assertThat(queued).hasSize(2);
    }

    @Test
    void whatIsStartedCannotBeDeclined() throws InterruptedException {
        UUID attempt = grantedAtOnce();
        session.report(attempt, 1, 1, new ReportBody.Started(), () -> {});
        session.declineGrant(attempt, 1, false);

        assertThat(out.said).endsWith("refused ILLEGAL_STATE");
    }

    @Test
    void takesBackWhatIsNotBegun() throws InterruptedException {
        UUID attempt = grantedAtOnce();
        desk.takeUnstarted(Duration.ofMinutes(1));
        assertThat(queued).hasSize(1);
        desk.takeUnstarted(Duration.ZERO);

        Command.Take take = (Command.Take) queued.get(1);
        assertThat(take.attemptId()).isEqualTo(attempt);
        assertThat(take.why()).isEqualTo(Taking.UNSTARTED);
        assertThat(out.said).endsWith("revoked LEASE_LOST");
    }

    @Test
    void leavesWhatIsBegun() throws InterruptedException {
        UUID attempt = grantedAtOnce();
        session.report(attempt, 1, 1, new ReportBody.Started(), () -> {});
        desk.takeUnstarted(Duration.ZERO);

        assertThat(queued).noneMatch(command -> command instanceof Command.Take);
    }

    /** A claim may be on its way when the agent leaves. */
    @Test
    void nothingStaysWithAnAgentThatHasLeft() throws InterruptedException {
        session.hello(HELLO);
        ReadyStep step = waitingStep();
        session.credits(0, OptionalInt.of(1));
        Command.Claim claim = (Command.Claim) queued.get(0);
        session.goodbye();
        RunPlan plan = new RunPlan(step.runId(), workspace, "run", "{}", null, List.of(step.id()));
        replies.get(0)
                .accept(new Outcome.Granted(new Grant(
                        claim.attemptId(),
                        1,
                        1,
                        0,
                        plan,
                        step.spec(),
                        step.id(),
                        "true",
                        "",
                        Map.of(),
                        Optional.empty())));

        Command.Take take = (Command.Take) queued.get(1);
        assertThat(take.why()).isEqualTo(Taking.GOODBYE);
    }

    @Test
    void refusesToBeKeptAtMoreThanTheAgentSaidItCanDo() {
        session.hello(HELLO);
        session.credits(0, OptionalInt.of(3));
        assertThat(out.refusals).extracting(refusal -> refusal.why().field()).containsExactly("credits.standing");

        session.credits(0, OptionalInt.of(2));
        session.credits(1, OptionalInt.empty());
        assertThat(out.refusals).hasSize(2);
    }

    @Test
    void countsWhatItIsPromisedByOffersToWhatItWantsToBeKeptAt() {
        session.hello(HELLO);
        session.credits(1, OptionalInt.empty());
        session.credits(0, OptionalInt.of(2));
        assertThat(out.refusals).extracting(refusal -> refusal.why().field()).containsExactly("credits.standing");

        session.credits(0, OptionalInt.of(1));
        assertThat(out.refusals).hasSize(1);
    }

    @Test
    void letsAnOfferStandThatCannotBeClaimedJustNow() throws InterruptedException {
        session.hello(HELLO);
        waitingStep();
        session.credits(1, OptionalInt.empty());
        UUID offer = out.offers.get(0).id();

        full = true;
        session.accept(offer);
        assertThat(out.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.why().code()).isEqualTo(RefusalCode.OVERLOADED);
            assertThat(refusal.offerId()).contains(offer);
            assertThat(refusal.retryAfterMillis()).isPositive();
        });
        full = false;
        session.accept(offer);

        assertThat(queued).singleElement().isInstanceOf(Command.Claim.class);
        assertThat(out.offers).hasSize(1);
        assertThat(out.refusals).hasSize(1);
    }

    @Test
    void refusesAnOfferItDidNotMake() {
        session.hello(HELLO);
        session.accept(ids.next());
        session.decline(ids.next(), true);

        assertThat(out.said).containsExactly("welcome", "refused OFFER_GONE", "refused OFFER_GONE");
    }

    @Test
    void revokesWhatAHeartbeatNamesAndTheServerDoesNotKnow() {
        AttemptRow kept = held();
        session.hello(HELLO);
        session.heartbeat(
                List.of(
                        new SessionOut.Held(kept.id(), 7),
                        new SessionOut.Held(kept.id(), 6),
                        new SessionOut.Held(ids.next(), 1)),
                Load.UNKNOWN);

        assertThat(out.said).containsExactly("welcome", "revoked LEASE_LOST", "revoked LEASE_LOST");
        assertThat(signals).extracting(StepSignal::stepId).containsExactly(kept.stepId());
    }

    @Test
    void showsHowMuchTheProcessSaysItHasToDo() {
        Load load = new Load(OptionalInt.of(2), OptionalInt.of(40), OptionalLong.of(1), OptionalLong.empty());
        session.hello(HELLO);
        session.heartbeat(List.of(), load);

        assertThat(processes).singleElement().satisfies(signal -> {
            assertThat(signal.workspaceId()).isEqualTo(workspace);
            assertThat(signal.agent()).isEqualTo("kenji");
            assertThat(signal.instance()).isEqualTo(HELLO.instance());
            assertThat(signal.load()).isEqualTo(load);
        });
    }

    @Test
    void showsProgressOnlyOfWhatItHoldsUnderTheRightFence() {
        AttemptRow kept = held();
        session.hello(HELLO);
        session.progress(kept.id(), 7, OptionalInt.of(40), Optional.of("going"), 1, 3);
        session.progress(kept.id(), 8, OptionalInt.of(50), Optional.of("stale"), 1, 3);

        assertThat(signals).singleElement().satisfies(signal -> assertThat(signal.percent())
                .hasValue(40));
        assertThat(out.said).containsExactly("welcome", "revoked LEASE_LOST");
    }

    @Test
    void forgetsNoAttemptForAReportUnderAnotherFence() {
        AttemptRow kept = held();
        session.hello(HELLO);
        report(kept.id(), 6, 2, Outcome.Refused.leaseLost());

        session.heartbeat(List.of(new SessionOut.Held(kept.id(), 7)), Load.UNKNOWN);

        assertThat(out.said).containsExactly("welcome", "refused LEASE_LOST");
        assertThat(session.isBusy()).isTrue();
    }

    @Test
    void forgetsNoAttemptForAReportThatRepeatsANumber() {
        AttemptRow kept = held();
        session.hello(HELLO);
        report(kept.id(), 7, 1, new Outcome.Receipted(false));
        assertThat(session.isBusy()).isTrue();

        report(kept.id(), 7, 2, new Outcome.Receipted(true));
        assertThat(session.isBusy()).isFalse();
    }

    private void report(UUID attemptId, long fence, long number, Outcome outcome) {
        session.report(attemptId, fence, number, new ReportBody.Released("bye"), () -> {});
        replies.get(replies.size() - 1).accept(outcome);
    }

    @Test
    void tellsTheAgentOnceThatItLostAnAttempt() {
        AttemptRow kept = held();
        session.hello(HELLO);
        desk.lost(kept.id());
        desk.lost(kept.id());

        assertThat(out.said).containsExactly("welcome", "revoked LEASE_LOST");
        assertThat(session.isBusy()).isFalse();
    }

    @Test
    void tellsTheAgentOnceToStopWhatItDoesForACancelledRunAndWaitsForIt() {
        AttemptRow kept = held();
        session.hello(HELLO);
        session.stop(stop(kept));
        session.stop(stop(kept));

        assertThat(out.said).containsExactly("welcome", "revoked CANCELLED");
        assertThat(session.isBusy()).describedAs("its lease is renewed").isTrue();
        session.credits(2, OptionalInt.empty());
        assertThat(out.refusals).describedAs("its place is free").isEmpty();
    }

    @Test
    void tellsAnAgentThatWasAwayToStopAfterItsNextHello() {
        AttemptRow cancelled = held();
        opening.kept.clear();
        opening.stops.add(stop(cancelled));
        session.hello(HELLO);

        assertThat(out.said).containsExactly("welcome", "revoked CANCELLED");
        session.stop(stop(cancelled));
        assertThat(out.said).hasSize(2);
    }

    @Test
    void waitsOnUntilTheRightAttemptIsSaidToHaveStopped() {
        AttemptRow kept = held();
        session.hello(HELLO);
        session.stop(stop(kept));
        session.stopped(kept.id(), 6);
        session.stopped(ids.next(), 7);
        assertThat(session.isBusy()).isTrue();
        assertThat(queued).isEmpty();

        session.stopped(kept.id(), 7);
        assertThat(queued).containsExactly(new Command.Stopped(kept.runId(), workspace, kept.id(), false));
    }

    @Test
    void closesAtGoodbyeWhatTheAgentHadToStop() {
        AttemptRow kept = held();
        session.hello(HELLO);
        session.stop(stop(kept));
        session.goodbye();

        assertThat(queued).containsExactly(new Command.Stopped(kept.runId(), workspace, kept.id(), false));
    }

    @Test
    void closesAtHelloWhatTheAgentHasToStopAndDoesNotName() {
        AttemptRow cancelled = held();
        opening.kept.clear();
        opening.stopped.add(cancelled);
        session.hello(HELLO);

        assertThat(out.said).containsExactly("welcome");
        assertThat(queued).containsExactly(new Command.Stopped(cancelled.runId(), workspace, cancelled.id(), false));
    }

    private static Stop stop(AttemptRow attempt) {
        return new Stop(attempt.id(), attempt.runId(), attempt.sessionId(), attempt.fence(), "The run was cancelled.");
    }

    @Test
    void saysNothingMoreAfterGoodbye() {
        session.hello(HELLO);
        session.goodbye();
        session.credits(1, OptionalInt.empty());
        session.accept(ids.next());

        assertThat(out.said).containsExactly("welcome", "end GOODBYE");
        assertThat(desk.sessions()).isEmpty();
    }
}
