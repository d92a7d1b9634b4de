package org.opsflow.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Usage;
import org.opsflow.proto.agent.v1.Welcome;

/**
 * The attempts of this process: starts what is granted, reports how it ended, stops what is lost. Belongs to the control
 * thread.
 */
final class Floor {
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    /** What a cancelled run's work may take to end in good order. */
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(5);

    private final Core core;
    private final Link link;
    private final Reports reports;
    private final Mail mail;
    private final Heartbeats heartbeats;
    private final Offers offers;
    private final Map<String, Attempt> attempts = new HashMap<>();
    private Limits limits = Limits.USUAL;
    private boolean closing;
    private Runnable onEmpty = () -> {};

    Floor(Core core, Link link, Reports reports, Mail mail) {
        this.core = core;
        this.link = link;
        this.reports = reports;
        this.mail = mail;
        this.heartbeats = new Heartbeats(core, link);
        this.offers = new Offers(core, link, attempts::size);
    }

    /** Takes over an attempt that an earlier process finished: the rest of its log, then its reports. */
    void restore(Lease lease, long lastNumber) {
        Attempt attempt = Attempt.ofEarlierProcess(lease, lastNumber);
        attempts.put(lease.attemptId(), attempt);
        heartbeats.hold(lease);
        deliver(attempt, LogShipment.ofEarlierProcess(core, lease, () -> {}));
    }

    Offers offers() {
        return offers;
    }

    List<Lease> held() {
        return attempts.values().stream()
                .filter(attempt -> attempt.state() != Attempt.State.LOST || attempt.isAwaited())
                .map(Attempt::lease)
                .toList();
    }

    void greeted(Welcome welcome) {
        limits = Limits.of(welcome);
        offers.newSession();
        welcome.getLostAttemptIdsList().forEach(this::lostMeanwhile);
        attempts.values().forEach(reports::resend);
        offers.begin();
        heartbeats.start(welcome);
    }

    void disconnected() {
        heartbeats.stop();
        tellIfEmpty();
    }

    void granted(ServerFrame frame) {
        Lease lease = new Lease(frame.getAttemptId(), frame.getFence());
        offers.granted(frame.getGranted().getOfferId());
        Attempt known = attempts.get(lease.attemptId());
        if (known != null && known.lease().equals(lease) && known.state() != Attempt.State.LOST) {
            // The server repeats itself after a broken stream.
            return;
        }
        if (frame.getGranted().getOfferId().isEmpty() && !offers.takes(lease, frame.getGranted())) {
            return;
        }
        if (closing) {
            // Goodbye gives it back.
            return;
        }
        if (known != null) {
            lose(known, "granted anew");
        }
        start(
                new GrantedAssignment(lease, frame.getGranted()),
                frame.getGranted().getLastNumber());
    }

    /** The answer to a report: it has taken effect. */
    void receipt(ReportKey key) {
        reports.answered(key).ifPresent(report -> attempt(key.lease()).ifPresent(attempt -> {
            if (report.hasAsk()) {
                int earlier = reports.questionsBefore(key);
                attempt.work().ifPresent(work -> work.telling().questions().receipted(earlier, key.number()));
            } else if (report.hasCheckpoint()) {
                attempt.work().ifPresent(work -> work.telling().checkpoints().answered());
            } else if (ReportBodies.isTerminal(report)) {
                announce(attempt, report);
                leaveIfDone(attempt);
            }
        }));
    }

    /** The attempt is no longer ours. */
    void lost(Lease lease, String why) {
        attempt(lease).ifPresent(attempt -> lose(attempt, why));
    }

    /** The run was cancelled: the work ends, and the server hears when it has. */
    void cancelled(Lease lease, String why) {
        Attempt attempt = attempts.get(lease.attemptId());
        if (attempt == null || !attempt.lease().equals(lease)) {
            tellEnded(lease);
            return;
        }
        attempt.awaited();
        if (attempt.state() != Attempt.State.LOST) {
            core.tell(AgentEvent.Kind.CANCELLED, attempt.name(), why);
            drop(attempt, CANCEL_GRACE);
        }
    }

    Optional<Attempt> attempt(Lease lease) {
        return Optional.ofNullable(attempts.get(lease.attemptId()))
                .filter(attempt -> attempt.lease().equals(lease) && attempt.state() != Attempt.State.LOST);
    }

    /** Takes nothing new and tells, perhaps more than once, when nothing is left that waiting would help. */
    void close(Runnable onEmpty) {
        closing = true;
        offers.close();
        this.onEmpty = onEmpty;
        tellIfEmpty();
    }

    /** Stops what still runs, to be given back, and lets finished work report without waiting for its log. */
    void stopAll() {
        for (Attempt attempt : List.copyOf(attempts.values())) {
            if (attempt.state() == Attempt.State.WORKING) {
                stop(attempt, Attempt.StopCause.SHUTDOWN);
            } else if (attempt.state() == Attempt.State.REPORTING && !attempt.isFreeToEnd()) {
                reports.release(attempt);
            }
        }
    }

    /** Stops everything without a word to the server. */
    void abandonAll() {
        closing = true;
        offers.close();
        heartbeats.stop();
        for (Attempt attempt : attempts.values()) {
            if (attempt.state() == Attempt.State.WORKING) {
                attempt.markLost(); // what it returns now is no result
            }
            attempt.work().ifPresent(work -> work.stop(Duration.ZERO));
        }
    }

    private void start(GrantedAssignment assignment, long lastNumber) {
        Lease lease = assignment.lease();
        LogShipment log = new LogShipment(core, lease, () -> lostElsewhere(lease));
        ProgressLine progress = new ProgressLine(link, lease, core.threads().timer());
        Artifacts artifacts = new Artifacts(core.door(), limits, this::lostElsewhere);
        UsageMeter usage = new UsageMeter(UsageMeter.PAUSE, delay -> core.later(delay, () -> tellUsage(lease)));
        CheckpointKeeper checkpoints = new CheckpointKeeper(() -> core.control().post(() -> tellCheckpoint(lease)));
        Questions questions =
                new Questions(open -> core.control().post(() -> tellQuestion(lease, open)), this::onAThreadOfTheWork);
        Telling telling = new Telling(
                usage, checkpoints, questions, remark -> core.control().post(() -> tellRemark(lease, remark)));
        LiveWork work = new LiveWork(assignment, limits, log, progress, artifacts, telling);
        work.sendsBy(mail);
        Attempt attempt = Attempt.granted(work, lastNumber);
        attempts.put(lease.attemptId(), attempt);
        heartbeats.hold(lease);
        if (lastNumber == 0) {
            reports.add(attempt, ReportBodies.started());
        }
        core.tell(AgentEvent.Kind.WORKING, attempt.name(), assignment.runName());
        core.threads().workers().execute(() -> {
            Outcome outcome = work.run(core.settings().handler());
            core.control().post(() -> returned(attempt, outcome));
        });
        if (!assignment.timeout().isZero()) {
            core.later(assignment.timeout(), () -> timeUp(attempt));
        }
    }

    private void tellUsage(Lease lease) {
        attempt(lease)
                .filter(attempt -> attempt.state() == Attempt.State.WORKING)
                .ifPresent(attempt -> attempt.work()
                        .flatMap(work -> work.telling().usage().take())
                        .ifPresent(usage -> reports.add(attempt, ReportBodies.of(usage))));
    }

    private void tellCheckpoint(Lease lease) {
        attempt(lease)
                .filter(attempt -> attempt.state() == Attempt.State.WORKING)
                .ifPresent(attempt -> attempt.work()
                        .flatMap(work -> work.telling().checkpoints().take())
                        .ifPresent(reached -> reports.add(attempt, ReportBodies.of(reached))));
    }

    private void onAThreadOfTheWork(Runnable task) {
        try {
            core.threads().workers().execute(task);
        } catch (RejectedExecutionException ending) {
            // There are no such threads any more; whoever still waits must not wait for ever.
            task.run();
        }
    }

    private void tellQuestion(Lease lease, Questions.Open open) {
        attempt(lease)
                .filter(attempt -> attempt.state() == Attempt.State.WORKING)
                .filter(attempt -> attempt.work()
                        .filter(work -> work.telling().questions().reported(open))
                        .isPresent())
                .ifPresentOrElse(attempt -> reports.add(attempt, ReportBodies.of(open.ask())), () -> open.answer()
                        .cancel(false));
    }

    /** A person said something to what the work asked; when it does not wait any more nothing happens. */
    void answered(Lease lease, org.opsflow.proto.agent.v1.Answer frame) {
        ReportKey asked = new ReportKey(lease, frame.getAskNumber());
        int earlier = reports.find(asked).isPresent() ? reports.questionsBefore(asked) : Integer.MAX_VALUE;
        attempt(lease).flatMap(Attempt::work).ifPresent(work -> work.telling()
                .questions()
                .answered(frame.getAskNumber(), earlier, Answer.of(frame)));
    }

    private void tellRemark(Lease lease, Comment remark) {
        attempt(lease)
                .filter(attempt -> attempt.state() == Attempt.State.WORKING)
                .ifPresent(attempt -> reports.add(attempt, ReportBodies.of(remark)));
    }

    private void timeUp(Attempt attempt) {
        if (attempt.state() == Attempt.State.WORKING && attempt.isRunning()) {
            Duration rest = attempt.takeRest();
            if (!rest.isZero()) {
                core.later(rest, () -> timeUp(attempt));
                return;
            }
            stop(attempt, Attempt.StopCause.TIMEOUT);
            core.later(STOP_PATIENCE, () -> {
                if (attempt.state() == Attempt.State.WORKING) {
                    conclude(attempt, attempt.timedOut());
                }
            });
        }
    }

    private void stop(Attempt attempt, Attempt.StopCause cause) {
        attempt.stopping(cause);
        stopWork(attempt, Duration.ZERO);
    }

    /** Hooks may take their time; the control thread has none. */
    private void stopWork(Attempt attempt, Duration grace) {
        attempt.work().ifPresent(work -> core.threads().workers().execute(() -> work.stop(grace)));
    }

    private void returned(Attempt attempt, Outcome outcome) {
        attempt.returned();
        if (attempt.state() == Attempt.State.WORKING) {
            conclude(attempt, attempt.judge(outcome));
        } else {
            leaveIfDone(attempt);
        }
        tellIfEmpty();
    }

    private void conclude(Attempt attempt, Outcome outcome) {
        attempt.reporting();
        Optional<Usage> rest =
                attempt.work().flatMap(work -> work.telling().usage().close());
        Optional<Checkpoint> reached =
                attempt.work().flatMap(work -> work.telling().checkpoints().close());
        if (!(outcome instanceof Outcome.Completed)) {
            // For the next try.
            reached.ifPresent(last -> reports.add(attempt, ReportBodies.of(last)));
        }
        if (outcome instanceof Outcome.Released) {
            rest.ifPresent(usage -> reports.add(attempt, ReportBodies.of(usage)));
        }
        reports.add(attempt, ReportBodies.of(outcome, rest, limits));
        attempt.work().ifPresent(work -> deliver(attempt, work.shipment()));
    }

    /** First the log, then the report; but not for ever. */
    private void deliver(Attempt attempt, LogShipment log) {
        log.finish().thenRun(() -> core.control().post(() -> release(attempt)));
        core.later(LOG_PATIENCE, () -> release(attempt));
    }

    private void release(Attempt attempt) {
        if (attempt.state() == Attempt.State.REPORTING && !attempt.isFreeToEnd()) {
            reports.release(attempt);
        }
    }

    private void lostMeanwhile(String attemptId) {
        Attempt attempt = attempts.get(attemptId);
        if (attempt != null && attempt.state() == Attempt.State.WORKING) {
            lose(attempt, "the lease expired meanwhile");
        } else if (attempt != null && attempt.state() == Attempt.State.REPORTING) {
            // It may have ended, its receipt lost on the way: sending the report again tells which.
            release(attempt);
        }
    }

    private void lostElsewhere(Lease lease) {
        core.control().post(() -> lost(lease, "its fence is stale"));
    }

    private void lose(Attempt attempt, String why) {
        core.tell(AgentEvent.Kind.LOST, attempt.name(), why);
        drop(attempt, Duration.ZERO);
    }

    private void drop(Attempt attempt, Duration grace) {
        reports.discard(attempt.lease());
        heartbeats.drop(attempt.lease());
        attempt.markLost();
        attempt.work().ifPresent(work -> work.shipment().abandon());
        stopWork(attempt, grace);
        leaveIfDone(attempt);
    }

    private void leaveIfDone(Attempt attempt) {
        if (attempt.isRunning() || reports.hasUnanswered(attempt.lease())) {
            return;
        }
        heartbeats.drop(attempt.lease());
        attempts.remove(attempt.lease().attemptId(), attempt);
        if (attempt.isAwaited()) {
            tellEnded(attempt.lease());
        }
        offers.topUp();
        tellIfEmpty();
    }

    /** When nobody listens now, the next Hello tells it by not naming the attempt. */
    private void tellEnded(Lease lease) {
        link.send(AgentFrame.newBuilder()
                .setAttemptId(lease.attemptId())
                .setFence(lease.fence())
                .setControlAck(ControlAck.getDefaultInstance())
                .build());
    }

    private void tellIfEmpty() {
        boolean nobodyToTell = !link.isGreeted() && attempts.values().stream().noneMatch(Attempt::isRunning);
        if (closing && (attempts.isEmpty() || nobodyToTell)) {
            onEmpty.run();
        }
    }

    private void announce(Attempt attempt, AgentFrame report) {
        switch (report.getBodyCase()) {
            case COMPLETED -> core.tell(AgentEvent.Kind.DONE, attempt.name(), "");
            case FAILED ->
                core.tell(
                        AgentEvent.Kind.FAILED,
                        attempt.name(),
                        report.getFailed().getReason() + ": "
                                + report.getFailed()
                                        .getMessage()
                                        .strip()
                                        .lines()
                                        .reduce("", (a, b) -> b));
            default ->
                core.tell(
                        AgentEvent.Kind.RELEASED,
                        attempt.name(),
                        report.getReleased().getMessage());
        }
    }
}
