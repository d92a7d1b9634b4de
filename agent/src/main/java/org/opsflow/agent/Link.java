package org.opsflow.agent;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Welcome;

/**
 * Keeps a conversation open: connecting → greeted (Welcome) → broken → waiting → connecting to the next address … until it
 * is closed or the server says that coming back is of no use. All methods belong to the control thread except {@link #send}
 * and {@link #offer}.
 */
final class Link {
    private static final int PROTOCOL_VERSION = 1;
    private static final Duration PATIENCE_FOR_WELCOME = Duration.ofSeconds(10);
    /** Whatever a server says. */
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(1);

    /** What the link tells, on the control thread. */
    interface Listener {
        /** What Hello names. */
        List<Lease> held();

        void greeted(Welcome welcome);

        void received(ServerFrame frame);

        void broken(String why, Duration pause);

        /** For good. */
        void ended(End end);
    }

    private final Core core;
    private final Addresses addresses;
    private final String instance;
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    private Listener listener;
    private Connection current;
    private ScheduledFuture<?> patience;
    private boolean leaving;
    /** When a server that drains wants this agent back, by the process clock; null when none does. */
    private Long wantedAt;
    /** Set while greeted: what the other threads may send to. */
    private volatile Connection greeted;

    Link(Core core, Addresses addresses, String instance) {
        this.core = core;
        this.addresses = addresses;
        this.instance = instance;
    }

    void open(Listener listener) {
        this.listener = listener;
        connect();
    }

    boolean isGreeted() {
        return greeted != null;
    }

    /** Sends to the greeted server, or to nobody: what must arrive is in the outbox. */
    void send(AgentFrame frame) {
        Connection to = greeted;
        if (to != null) {
            to.send(frame);
        }
    }

    void offer(AgentFrame frame) {
        Connection to = greeted;
        if (to != null) {
            to.offer(frame);
        }
    }

    /** Says Goodbye; the server's end of the call, or its absence for a while, ends the link. */
    void leave(AgentFrame goodbye) {
        if (leaving) {
            return;
        }
        leaving = true;
        if (greeted == null) {
            listener.ended(new End(true, "Stopped."));
        } else {
            core.state().forgetResumeToken();
            greeted.finish(goodbye);
            core.later(Duration.ofSeconds(2), () -> listener.ended(new End(true, "Stopped.")));
        }
    }

    /**
     * The server ends this connection, or lets it end itself: the next one is made after the delay and not before, at the
     * next address.
     */
    void drain(Duration delay) {
        Connection drained = current;
        Duration away = delay.compareTo(LONGEST_ABSENCE) > 0 ? LONGEST_ABSENCE : delay;
        wantedAt = System.nanoTime() + away.toNanos();
        core.later(away, () -> {
            if (current == drained && !leaving) {
                drained.cancel("drained");
            }
        });
    }

    /** Where it was the last time it was greeted, or tries to be. */
    String server() {
        return addresses.current();
    }

    /** Between two addresses it is short: it grows with each round in which none of them answered. */
    private Duration pause() {
        boolean roundOver = addresses.moveOn();
        if (wantedAt == null) {
            return roundOver ? backoff.next() : backoff.first();
        }
        Duration left = Duration.ofNanos(Math.max(0, wantedAt - System.nanoTime()));
        wantedAt = null;
        return left;
    }

    private void connect() {
        if (leaving) {
            return;
        }
        Connection connection = new Connection(
                (from, frame) -> core.control().post(() -> received(from, frame)),
                (from, status) -> core.control().post(() -> ended(from, status)));
        current = connection;
        core.door().leadTo(addresses.current());
        core.door().control().connect(connection);
        connection.send(hello());
        patience = core.later(PATIENCE_FOR_WELCOME, () -> {
            if (current == connection && greeted == null) {
                connection.cancel("no Welcome within " + PATIENCE_FOR_WELCOME.toSeconds() + " s");
            }
        });
    }

    private AgentFrame hello() {
        Settings.Identity identity = core.settings().identity();
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolVersion(PROTOCOL_VERSION)
                .setInstance(instance)
                .setAgentVersion(identity.version())
                .addAllCapabilities(identity.capabilities())
                .putAllLabels(identity.labels())
                .setMaxConcurrent(identity.maxConcurrent())
                .setResumeToken(core.state().resumeToken());
        listener.held().forEach(lease -> hello.addHeld(lease.held()));
        return AgentFrame.newBuilder().setHello(hello).build();
    }

    private void received(Connection from, ServerFrame frame) {
        if (from != current) {
            return;
        }
        if (frame.getBodyCase() != ServerFrame.BodyCase.WELCOME) {
            listener.received(frame);
            return;
        }
        patience.cancel(false);
        backoff.reset();
        addresses.answered();
        core.state().resumeToken(frame.getWelcome().getResumeToken());
        greeted = from;
        listener.greeted(frame.getWelcome());
    }

    private void ended(Connection from, Status status) {
        if (from != current) {
            return;
        }
        current = null;
        greeted = null;
        patience.cancel(false);
        if (leaving) {
            listener.ended(new End(true, "Stopped."));
            return;
        }
        switch (status.getCode()) {
            case UNAUTHENTICATED ->
                giveUp("The server does not accept the key" + reason(status)
                        + ". Check that it is complete, not expired and not revoked.");
            case PERMISSION_DENIED -> giveUp("The key may not be used for this" + reason(status) + ".");
            case FAILED_PRECONDITION ->
                giveUp("The server does not accept what this agent says" + reason(status)
                        + ". Agent and server may be of different versions.");
            case ABORTED ->
                giveUp("Another process took over as instance \"" + instance + "\"" + reason(status)
                        + ". Give each process an instance name of its own.");
            default -> {
                Duration pause = pause();
                listener.broken(status.getCode() + reason(status), pause);
                core.later(pause, this::connect);
            }
        }
    }

    private void giveUp(String message) {
        leaving = true;
        listener.ended(new End(false, message));
    }

    /** What was said, or else what happened, in one line: Netty describes little and appends its pipeline. */
    private static String reason(Status status) {
        String said = status.getCause() != null && status.getCause().getMessage() != null
                ? status.getCause().getMessage()
                : status.getDescription();
        return said == null ? "" : " (" + said.lines().findFirst().orElse("") + ")";
    }
}
