package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.message.Mailroom;
import org.opsflow.domain.message.TransactionalMail;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.shared.WriterTransactions;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.persistence.message.SqlMessages;

/** All of a server that agents deal with, on the real database, with short times: everything but the doors. */
final class LiveNode implements AutoCloseable {
    final Floor floor;
    final Lanes lanes;
    final SessionDesk desk;
    final Cancellations cancellations;
    final WakeUps wakeUps;
    final Mailroom mail;
    final AgentPausing pausing;
    final Steering steering;
    final GateAnswering answering;
    final AgentConfiguring configuring;
    final ErrorsStored errors;
    private final Reconciler reconciler;

    private LiveNode(Floor floor, Settings settings, NodeNews others) {
        this.floor = floor;
        ClaimNews news = new ClaimNews(others);
        Reading reading = new Reading(floor);
        Dispatcher dispatcher = new Dispatcher(floor.ids, settings);
        lanes = new Lanes(
                new Engine(floor.stores, floor.plans, floor.recorder, floor.clock, settings),
                new InTransactions(floor),
                dispatcher,
                new AfterCommit(floor.plans, dispatcher, news, floor.recorder),
                LiveNode::daemon,
                settings);
        desk = new SessionDesk(new Opening(floor, settings), dispatcher, lanes, new NoSignals(), news);
        desk.controlledBy(new SessionControls(new Controlling(floor), dispatcher));
        PauseStoring pauses = new Pausing(floor);
        pausing = new AgentPausing(pauses, desk);
        steering = new Steering(new SteerStored(floor), desk);
        answering = new GateAnswering(new Answers(floor), desk);
        configuring = new AgentConfiguring(new SettingsStored(floor), desk);
        errors = new ErrorsStored(floor);
        desk.toldErrorsBy(new AgentErrorIntake(errors));
        reconciler = new Reconciler(reading, desk, pauses, LiveNode::daemon, settings);
        wakeUps = new WakeUps(reading, desk, LiveNode::daemon, settings);
        cancellations = new Cancellations(lanes, desk);
        mail = TransactionalMail.of(
                new TransactionalMail.Parts(
                        floor::in, new SqlMessages(floor.sql), floor.attempts, floor.recorder, floor.ids),
                others,
                LiveNode::daemon,
                settings);
        desk.carriedBy(mail);
    }

    static LiveNode start(Floor floor, String name) {
        return start(floor, name, Duration.ofSeconds(2));
    }

    /** @param lease as long as an agent that says nothing is believed to live */
    static LiveNode start(Floor floor, String name, Duration lease) {
        return start(
                floor,
                new Settings(
                        name,
                        lease,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(300),
                        2,
                        5,
                        1 << 20),
                NodeNews.ALONE);
    }

    /** A node that would find nothing by itself for as long as a test lasts. */
    static LiveNode startSleepy(Floor floor, String name, NodeNews others) {
        Duration never = Duration.ofHours(1);
        return start(floor, new Settings(name, never, never, never, never, never, 2, 5, 1 << 20), others);
    }

    private static LiveNode start(Floor floor, Settings settings, NodeNews others) {
        LiveNode node = new LiveNode(floor, settings, others);
        node.lanes.start();
        node.mail.start();
        node.reconciler.start();
        node.wakeUps.start();
        return node;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        wakeUps.stop();
        reconciler.stop();
        mail.stop();
        lanes.stop();
    }

    private record InTransactions(Floor floor) implements WriterTransactions {
        @Override
        public <T> T inOne(Supplier<T> work) {
            return floor.inOne(work);
        }

        @Override
        public void end() {}
    }

    private static final class Opening extends SessionOpening {
        private final Floor floor;

        Opening(Floor floor, Settings settings) {
            super(floor.stores, floor.plans, floor.recorder, floor.ids, settings);
            this.floor = floor;
        }

        @Override
        public Opened open(Caller caller, Hello hello) {
            return floor.in(() -> super.open(caller, hello));
        }

        @Override
        public void close(UUID workspaceId, UUID sessionId, long epoch, AgentFace face) {
            floor.run(() -> super.close(workspaceId, sessionId, epoch, face));
        }
    }

    private static final class Reading extends QueueReading {
        private final Floor floor;

        Reading(Floor floor) {
            super(floor.steps, floor.attempts, floor.sessions, floor.definitions);
            this.floor = floor;
        }

        @Override
        public List<ReadyStep> read(Window.Key queue, Optional<ReadyStep> after, int limit) {
            return floor.in(() -> super.read(queue, after, limit));
        }

        @Override
        public List<Requirement> requirements(UUID workspaceId) {
            return floor.in(() -> super.requirements(workspaceId));
        }

        @Override
        public List<Attempts.Place> expired(Set<AttemptState> states, int limit) {
            return floor.in(() -> super.expired(states, limit));
        }

        @Override
        public List<Attempts.Standstill> standstills(String node, int limit) {
            return floor.in(() -> super.standstills(node, limit));
        }

        @Override
        public void progressed(List<Attempts.Progress> progress) {
            floor.run(() -> super.progressed(progress));
        }

        @Override
        public List<Stop> stops(String node, int limit) {
            return floor.in(() -> super.stops(node, limit));
        }

        @Override
        public Map<UUID, Long> epochs(Collection<UUID> sessionIds) {
            return floor.in(() -> super.epochs(sessionIds));
        }

        @Override
        public List<UUID> renew(String node, Map<UUID, Duration> leases) {
            return floor.in(() -> super.renew(node, leases));
        }

        @Override
        public void disconnectAll(String node, Duration lease) {
            floor.run(() -> super.disconnectAll(node, lease));
        }
    }

    private static final class Pausing extends PauseStoring {
        private final Floor floor;

        Pausing(Floor floor) {
            super(floor.pauses, floor.controls, floor.audit, floor.recorder, floor.ids);
            this.floor = floor;
        }

        @Override
        public Asked pause(Caller caller, String slug) {
            return floor.in(() -> super.pause(caller, slug));
        }

        @Override
        public Asked resume(Caller caller, String slug) {
            return floor.in(() -> super.resume(caller, slug));
        }

        @Override
        public void noteDrained() {
            floor.run(super::noteDrained);
        }
    }

    private static final class SettingsStored extends SettingsStoring {
        private final Floor floor;

        SettingsStored(Floor floor) {
            super(floor.agentSettings, floor.pauses, floor.controls, floor.audit, floor.recorder, floor.ids);
            this.floor = floor;
        }

        @Override
        public Optional<AgentSettings.Kept> of(Caller caller, String slug) {
            return floor.in(() -> super.of(caller, slug));
        }

        @Override
        public Changed change(Caller caller, String slug, String json) {
            return floor.in(() -> super.change(caller, slug, json));
        }
    }

    static final class ErrorsStored extends AgentErrorStoring {
        private final Floor floor;

        ErrorsStored(Floor floor) {
            super(floor.agentErrors, floor.pauses, floor.audit, floor.recorder, floor.ids);
            this.floor = floor;
        }

        @Override
        public boolean say(Teller teller, AgentErrorDraft draft) {
            return floor.in(() -> super.say(teller, draft));
        }

        @Override
        public void dismiss(Caller caller, String slug, String id) {
            floor.run(() -> super.dismiss(caller, slug, id));
        }
    }

    private static final class SteerStored extends SteerStoring {
        private final Floor floor;

        SteerStored(Floor floor) {
            super(floor.controls, floor.audit, floor.recorder, floor.ids);
            this.floor = floor;
        }

        @Override
        public Control ask(Caller caller, String step, Control.Kind kind, String text) {
            return floor.in(() -> super.ask(caller, step, kind, text));
        }

        @Override
        public Control halt(Caller caller, String step, Control.Kind kind) {
            return floor.in(() -> super.halt(caller, step, kind));
        }

        @Override
        public Control asItIs(Control control) {
            return floor.in(() -> super.asItIs(control));
        }
    }

    private static final class Answers extends AnswerStoring {
        private final Floor floor;

        Answers(Floor floor) {
            super(floor.gates, floor.attempts, floor.controls, floor.audit, floor.recorder);
            this.floor = floor;
        }

        @Override
        public Answered answer(Caller caller, String id, Gate.Answer answer) {
            return floor.in(() -> super.answer(caller, id, answer));
        }
    }

    private static final class Controlling extends ControlStoring {
        private final Floor floor;

        Controlling(Floor floor) {
            super(floor.controls, floor.pauses, floor.recorder);
            this.floor = floor;
        }

        @Override
        public List<Control> openOf(UUID sessionId) {
            return floor.in(() -> super.openOf(sessionId));
        }

        @Override
        public List<UUID> untold(String node, int limit) {
            return floor.in(() -> super.untold(node, limit));
        }

        @Override
        public void expireOutlived(int limit) {
            floor.run(() -> super.expireOutlived(limit));
        }

        @Override
        public boolean isPaused(UUID agentId) {
            return floor.in(() -> super.isPaused(agentId));
        }

        @Override
        public void delivered(Collection<Control> written, long epoch) {
            floor.run(() -> super.delivered(written, epoch));
        }

        @Override
        public void acknowledged(UUID controlId, UUID sessionId) {
            floor.run(() -> super.acknowledged(controlId, sessionId));
        }
    }

    private static final class NoSignals implements Signals {
        @Override
        public void step(StepSignal signal) {}

        @Override
        public void process(ProcessSignal signal) {}

        @Override
        public void output(UUID workspaceId, UUID stepId, int attempt, long offset, byte[] data) {}
    }
}
