package org.opsflow.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Goodbye;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Revoked;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running agent. It connects, claims what it has room for, lets the handler work, and reports; it reconnects for ever.
 * It ends when it is stopped, or when the server says that coming back is of no use (key refused, superseded).
 *
 * <p>Everything it must not forget is in its state directory, which only one process at a time may use: reports without
 * a receipt are delivered by the next process.
 */
public final class OpsflowAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpsflowAgent.class);
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_FOR_RECEIPTS = Duration.ofSeconds(5);

    private final Core core;
    private final Outbox outbox;
    private final Reports reports;
    private final Link link;
    private final Mail mail;
    private final Troubles troubles;
    private final Floor floor;
    private final Refusals refusals;
    private final Controls controls;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final CompletableFuture<End> closed = new CompletableFuture<>();

    /** Begins to say what kind of agent to start. */
    public static AgentBuilder builder() {
        return new AgentBuilder();
    }

    static OpsflowAgent start(Settings settings) {
        StateDirectory state = StateDirectory.open(settings.stateDirectory());
        try {
            Addresses addresses = Addresses.shuffled(settings.endpoint().servers());
            Door door = new Door(settings.endpoint(), addresses.current());
            OpsflowAgent agent = new OpsflowAgent(new Core(settings, state, door, Threads.create()), addresses);
            agent.open();
            return agent;
        } catch (IOException | UncheckedIOException e) {
            state.close();
            throw new AgentStartException("Cannot use the state directory: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private OpsflowAgent(Core core, Addresses addresses) throws IOException {
        this.core = core;
        String instance = core.state()
                .instance(
                        core.settings().identity().instance(),
                        () -> HostName.get() + "-"
                                + Integer.toHexString(
                                        ThreadLocalRandom.current().nextInt(0x10000, 0x100000)));
        outbox = Outbox.open(core.state().outbox());
        link = new Link(core, addresses, instance);
        reports = new Reports(outbox, link);
        mail = new Mail(core, link, outbox);
        troubles = new Troubles(core, link);
        floor = new Floor(core, link, reports, mail);
        refusals = new Refusals(core, floor, reports, mail, troubles);
        controls = new Controls(core, link, floor);
    }

    private void open() throws IOException {
        Map<Lease, Long> finished = finishedEarlier();
        core.state().keepOnlyLogsOf(finished.keySet());
        core.control().start(this::flush, this::broken);
        core.control().post(() -> {
            finished.forEach(floor::restore);
            link.open(new Conversation());
        });
        end.thenAccept(this::tearDown);
    }

    private void flush() {
        reports.flush();
        mail.flush();
    }

    /** Attempts with a terminal report in the outbox, and their last number. Unfinished work died with its process. */
    private Map<Lease, Long> finishedEarlier() {
        Map<Lease, Long> finished = new LinkedHashMap<>();
        List<AgentFrame> pending = outbox.pending();
        pending.stream()
                .filter(ReportBodies::isTerminal)
                .forEach(report -> finished.put(Lease.of(report), report.getNumber()));
        pending.stream()
                .map(Lease::of)
                .filter(lease -> !finished.containsKey(lease))
                .forEach(outbox::removeAll);
        outbox.sync();
        return finished;
    }

    /**
     * Sends a message to other agents. It is kept on disk until the server has it, whatever dies meanwhile.
     *
     * @return completes when it is stored, on the agent's own thread; with {@link MessageRefusedException} when the server
     *     does not take it
     */
    public CompletableFuture<Void> send(Message message) {
        return mail.send(message, Optional.empty());
    }

    /**
     * Says that something is wrong with this process, whatever it works on. People see it on the agent, the last that was
     * said, until one of them dismisses it or the process connects anew: say it again when it is still so then. It is sent
     * again until the server has it, but does not outlive this process. What is wrong with a step is its {@link Outcome}.
     *
     * @param code a short word of {@code [a-z0-9_.-]{1,64}}, for example {@code disk_full}
     * @param message plain text for people: what is wrong and what they can do; cut at 4 KiB
     * @throws IllegalArgumentException when the code is not such a word, or the message blank
     */
    public void error(String code, String message) {
        troubles.say(code, message);
    }

    /** Ends when the agent has ended and everything it used is closed. */
    public CompletableFuture<End> ended() {
        return closed.copy();
    }

    /**
     * Takes no new work, gives running work the grace to finish, then stops it and gives it back, says Goodbye and ends.
     * Returns at once; see {@link #ended}.
     */
    public CompletableFuture<End> stop(Duration grace) {
        core.control().post(() -> {
            core.tell(AgentEvent.Kind.STOPPING, "", "");
            core.later(grace, floor::stopAll);
            core.later(grace.plus(PATIENCE_FOR_RECEIPTS), this::leave);
            floor.close(this::leave);
        });
        return ended();
    }

    /** Stops with 10 seconds of grace and waits for the end. */
    @Override
    public void close() {
        stop(DEFAULT_GRACE).join();
    }

    private void leave() {
        // In a task of its own, so that the reports of this batch go first.
        core.control()
                .post(() -> link.leave(AgentFrame.newBuilder()
                        .setGoodbye(Goodbye.newBuilder().setMessage("the agent shuts down"))
                        .build()));
    }

    private void broken(RuntimeException failure) {
        LOG.debug("control thread failed", failure);
        end(new End(false, "The agent cannot go on: " + failure.getMessage() + "."));
    }

    private void end(End how) {
        floor.abandonAll();
        end.complete(how);
    }

    private void tearDown(End how) {
        // Off the control thread: it must be able to end.
        new Thread(
                        () -> {
                            core.threads().close();
                            core.door().close();
                            closeQuietly();
                            closed.complete(how);
                        },
                        "opsflow-end")
                .start();
    }

    private void closeQuietly() {
        try {
            core.control().join();
            outbox.close();
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.getMessage());
        } finally {
            core.state().close();
        }
    }

    /** Says which part of the agent each frame is for. */
    private final class Conversation implements Link.Listener {
        @Override
        public List<Lease> held() {
            return floor.held();
        }

        @Override
        public void greeted(Welcome welcome) {
            core.tell(AgentEvent.Kind.CONNECTED, welcome.getAgentName(), link.server());
            floor.greeted(welcome);
            mail.greeted();
            troubles.greeted();
            controls.greeted(welcome);
        }

        @Override
        public void received(ServerFrame frame) {
            Lease lease = new Lease(frame.getAttemptId(), frame.getFence());
            switch (frame.getBodyCase()) {
                case OFFER -> floor.offers().offered(frame.getOffer());
                case GRANTED -> floor.granted(frame);
                case REVOKED -> revoked(lease, frame.getRevoked());
                case RECEIPT -> receipt(lease, frame);
                case MESSAGE -> mail.received(frame.getMessage());
                case REFUSED -> refusals.handle(frame);
                case DRAIN ->
                    link.drain(Duration.ofMillis(
                            Integer.toUnsignedLong(frame.getDrain().getReconnectAfterMs())));
                case PAUSE -> controls.pause(frame);
                case RESUME -> controls.resume(frame);
                case STEER -> controls.steer(frame);
                case ANSWER -> {
                    floor.answered(lease, frame.getAnswer());
                    controls.answered(frame);
                }
                case CONFIGURE -> controls.configure(frame);
                case WELCOME, BODY_NOT_SET -> LOG.debug("passed over a frame of a newer server: {}", frame);
            }
        }

        private void receipt(Lease lease, ServerFrame frame) {
            String clientId = frame.getReceipt().getClientId();
            if (clientId.isEmpty()) {
                floor.receipt(new ReportKey(lease, frame.getNumber()));
            } else if (!troubles.receipt(clientId)) {
                mail.receipt(clientId);
            }
        }

        private void revoked(Lease lease, Revoked revoked) {
            if (revoked.getCode() == RefusalCode.REFUSAL_CODE_CANCELLED) {
                floor.cancelled(lease, revoked.getMessage());
            } else {
                floor.lost(lease, revoked.getMessage());
            }
        }

        @Override
        public void broken(String why, Duration pause) {
            floor.disconnected();
            core.tell(AgentEvent.Kind.RECONNECTING, String.valueOf(pause.toMillis()), why);
        }

        @Override
        public void ended(End how) {
            OpsflowAgent.this.end(how);
        }
    }
}
