package org.opsflow.domain.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;

/** A desk whose sessions are stored nowhere and whose lanes only queue. */
public final class DeskWithoutDatabase {
    public final List<StepSignal> signals = new ArrayList<>();
    public final List<ProcessSignal> processes = new ArrayList<>();
    /** What was said by messages, and what was read. */
    public final List<String> post = new ArrayList<>();

    /** What agents said is wrong with them. */
    public final List<String> errors = new ArrayList<>();

    public final List<UUID> acknowledged = new ArrayList<>();
    public final List<Control> asked = new ArrayList<>();
    public int opened;
    public int closed;
    public final SessionDesk desk;

    public DeskWithoutDatabase(Settings settings) {
        Ids ids = new Ids();
        Dispatcher dispatcher = new Dispatcher(ids, settings);
        desk = new SessionDesk(
                new Opening(ids.next()),
                dispatcher,
                new Lanes(new Engine(), null, new Dispatcher(), new AfterCommit(), Thread::new, settings),
                new KeptSignals(),
                new ClaimNews());
        desk.controlledBy(new SessionControls(new KeptControls(), dispatcher));
        desk.toldErrorsBy(new AgentErrorIntake(new KeptErrors()));
    }

    /** Takes every message but one that asks for trouble, and brings everybody what is sent. */
    public void carryMessages() {
        desk.carriedBy(new Post() {
            @Override
            public void send(Correspondent from, MessageDraft draft, Answer answer) {
                post.add(from.agent().slug() + ": " + draft.text());
                if (draft.text().equals("trouble")) {
                    answer.refused(new Outcome.Refused(RefusalCode.OVERLOADED, "Later.", ""), 500);
                } else {
                    answer.stored();
                }
            }

            @Override
            public void read(Correspondent by, List<UUID> messageIds, Runnable done) {
                post.add("read " + messageIds.size());
                done.run();
            }

            @Override
            public void joined(Correspondent here) {
                post.add("joined");
                here.out()
                        .message(new AgentMessage(
                                new UUID(0, 9),
                                "ada",
                                new Address(Address.Kind.EVERYONE, ""),
                                MessageKind.NOTE,
                                "welcome",
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH));
            }

            @Override
            public void left(Correspondent gone) {
                post.add("left");
            }

            @Override
            public void roomAgain(Correspondent here) {
                post.add("room again");
            }
        });
    }

    /** The run of an attempt of every session here was cancelled. */
    public void cancel(UUID attemptId, long fence, String message) {
        desk.sessions()
                .forEach(session -> session.stop(new Stop(attemptId, new UUID(0, 0), session.id(), fence, message)));
    }

    /** A person asks it of every session here. */
    public void ask(Control.Kind kind, UUID id) {
        for (AgentSession session : desk.sessions()) {
            asked.add(Control.ofAgent(
                    id,
                    kind,
                    new Control.Addressee(
                            session.workspaceId(),
                            session.id(),
                            session.caller().id(),
                            "kenji",
                            "one"),
                    new UUID(0, 1),
                    Instant.EPOCH));
            desk.tell(List.of(session.id()));
        }
    }

    /** As if the time in which the first frame has to come had passed. */
    public void endSilent() {
        desk.endSilent(Duration.ofNanos(-1));
    }

    public int sessions() {
        return desk.sessions().size();
    }

    private final class Opening extends SessionOpening {
        private final UUID id;

        Opening(UUID id) {
            this.id = id;
        }

        @Override
        public Opened open(Caller agent, Hello hello) {
            opened++;
            return new Opened(
                    id,
                    opened,
                    "token",
                    new AgentFace(agent.id(), "kenji", "Kenji", "K", "#112233", hello.instance()),
                    Holdings.of(List.of(), List.of(), false),
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
        public void close(UUID workspaceId, UUID sessionId, long epoch, AgentFace face) {
            closed++;
        }
    }

    private final class KeptControls extends ControlStoring {
        @Override
        public List<Control> openOf(UUID sessionId) {
            return List.copyOf(asked);
        }

        @Override
        public boolean isPaused(UUID agentId) {
            return false;
        }

        @Override
        public void delivered(Collection<Control> written, long epoch) {}

        @Override
        public void acknowledged(UUID controlId, UUID sessionId) {
            acknowledged.add(controlId);
        }
    }

    /** Of one that asks for trouble there is trouble, of one that asks for a hiccup the first time. */
    private final class KeptErrors extends AgentErrorStoring {
        private boolean hiccuped;

        @Override
        public boolean say(Teller teller, AgentErrorDraft draft) {
            boolean hiccups = draft.message().equals("hiccup") && !hiccuped;
            hiccuped |= hiccups;
            if (hiccups || draft.message().equals("trouble")) {
                throw new IllegalStateException("asked for");
            }
            errors.add(teller.face().slug() + ": " + draft.code() + " " + draft.message());
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
}
