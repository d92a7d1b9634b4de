package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;

/** The conversations of this node, and what they work with. */
@ApplicationScoped
public class SessionDesk {
    private static final Logger LOG = System.getLogger(SessionDesk.class.getName());

    private final SessionOpening opening;
    private final Dispatcher dispatcher;
    private final Lanes lanes;
    private final Signals signals;
    private final ClaimNews news;
    private final Map<UUID, AgentSession> sessions = new ConcurrentHashMap<>();
    private final StallWatch stalls = new StallWatch(this);
    private final Set<AgentSession> silent = ConcurrentHashMap.newKeySet();
    private final Queue<Command.Take> untaken = new ConcurrentLinkedQueue<>();
    private final Queue<AgentSession> unclosed = new ConcurrentLinkedQueue<>();
    private Post post = Post.NONE;
    private SessionControls controls = SessionControls.NONE;
    private AgentErrorIntake errors;

    @Inject
    public SessionDesk(SessionOpening opening, Dispatcher dispatcher, Lanes lanes, Signals signals, ClaimNews news) {
        this.opening = opening;
        this.dispatcher = dispatcher;
        this.lanes = lanes;
        this.signals = signals;
        this.news = news;
    }

    SessionDesk() {
        this(null, null, null, null, null);
    }

    /** Who carries messages, before the first conversation. */
    @Inject
    void carriedBy(Post carrier) {
        post = carrier;
    }

    /** Who tells agents what people ask, before the first conversation. */
    @Inject
    void controlledBy(SessionControls teller) {
        controls = teller;
    }

    /** Who takes in what agents say is wrong with them, before the first conversation. */
    @Inject
    void toldErrorsBy(AgentErrorIntake intake) {
        errors = intake;
    }

    /** A conversation that waits for Hello. */
    public AgentSession converse(Caller caller, SessionOut out) {
        caller.require(Permission.WORK_ON_STEPS);
        AgentSession session = new AgentSession(this, caller, out);
        silent.add(session);
        return session;
    }

    /** Its first frame came, or it ended without one. */
    void brokeSilence(AgentSession session) {
        silent.remove(session);
    }

    /** Ends conversations whose first frame does not come: each keeps a place, and its key is looked at by nobody. */
    void endSilent(Duration limit) {
        silent.stream()
                .filter(session -> session.silentNanos() > limit.toNanos())
                .forEach(session -> session.violation("The first frame is Hello; none came within " + limit.toSeconds()
                        + " s of the call. Call again and send it at once."));
    }

    /** Takes back what standing credits brought to agents that did not begin it. */
    void takeUnstarted(Duration limit) {
        sessions.values().forEach(session -> session.takeUnstarted(limit));
    }

    void joined(AgentSession session, SessionOpening.Opened opened) {
        AgentSession older = seatNewest(session);
        if (older == session) {
            session.superseded();
            return;
        }
        if (older != null) {
            older.superseded();
        }
        for (AttemptRow attempt : opened.holdings().abandoned()) {
            take(
                    attempt.workspaceId(),
                    attempt.runId(),
                    attempt.id(),
                    Taking.ABANDONED,
                    "The agent came back without this attempt.");
        }
        for (AttemptRow attempt : opened.holdings().stopped()) {
            stopped(Stop.of(attempt), attempt.workspaceId(), outcome -> {});
        }
        dispatcher.join(session.seat(), opened.requirements());
        // Where an older connection of the same process is, nobody may hear of it otherwise.
        news.opened(session.id(), opened.epoch());
        post.joined(Correspondent.of(session.seat()));
    }

    /** The session of the two that is older, whichever came here first; null when there was one only. */
    private AgentSession seatNewest(AgentSession session) {
        AgentSession[] older = new AgentSession[1];
        sessions.merge(session.id(), session, (here, coming) -> {
            boolean keeps = here.opened().epoch() > coming.opened().epoch();
            older[0] = keeps ? coming : here;
            return keeps ? here : coming;
        });
        return older[0];
    }

    void left(AgentSession session) {
        dispatcher.leave(session.seat());
        sessions.remove(session.id(), session);
        close(session);
        post.left(Correspondent.of(session.seat()));
    }

    /** False when the database is away: the agent would be shown as online for as long as nobody says otherwise. */
    private boolean close(AgentSession session) {
        SessionOpening.Opened opened = session.opened();
        try {
            opening.close(session.workspaceId(), opened.id(), opened.epoch(), opened.face());
            return true;
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "That an agent left could not be stored; it is tried again", away);
            unclosed.add(session);
            return false;
        }
    }

    /** Takes an attempt from its session, whatever its lease says. */
    void take(UUID workspaceId, UUID runId, UUID attemptId, Taking why, String message) {
        take(new Command.Take(runId, workspaceId, attemptId, why, message));
    }

    private void take(Command.Take take) {
        boolean queued = lanes.offer(take, outcome -> {
            if (outcome instanceof Outcome.Broken) {
                untaken.add(take);
            }
        });
        if (!queued) {
            untaken.add(take);
        }
    }

    /** Tries again what a full lane or a failing database kept from being taken or stored. */
    void tryAgain() {
        for (int left = unclosed.size(); left > 0 && close(unclosed.remove()); left--) {
            // Until it fails: then the others would too.
        }
        for (int left = untaken.size(); left > 0; left--) {
            Command.Take take = untaken.poll();
            if (take != null) {
                take(take);
            }
        }
    }

    /** Their run was just cancelled: agents that are here are told, and other nodes that they have to tell theirs. */
    void cancelled(Collection<Stop> stops) {
        stop(stops);
        stops.stream().map(Stop::sessionId).filter(id -> !holds(id)).distinct().forEach(news::stopping);
    }

    /** Tells the agents that are here to end their work. */
    void stop(Collection<Stop> stops) {
        for (Stop stop : stops) {
            AgentSession session = sessions.get(stop.sessionId());
            if (session != null) {
                session.stop(stop);
            }
        }
    }

    /**
     * The work of the attempt has ended. When the lane is full nothing is stored: the agent is told again then, and says
     * so again.
     */
    void stopped(Stop stop, UUID workspaceId, Consumer<Outcome> reply) {
        lanes.offer(new Command.Stopped(stop.runId(), workspaceId, stop.attemptId(), false), reply);
    }

    /** People just asked it: agents that are here are told, and other nodes that they have to tell theirs. */
    void asked(Collection<UUID> ids) {
        tell(ids);
        ids.stream().filter(id -> !holds(id)).forEach(news::asked);
    }

    /** What people ask, to those of the sessions that are here. */
    void tell(Collection<UUID> ids) {
        for (UUID id : ids) {
            AgentSession session = sessions.get(id);
            if (session != null) {
                controls.tell(session);
            }
        }
    }

    /** What people on other nodes ask of sessions that are here, and what somebody here has not heard yet. */
    void tellUntold(String node, int limit) {
        tell(controls.untold(node, limit));
    }

    /** Lets the agent's processes here have offers or not, as is stored. */
    void holdBack(UUID workspaceId, UUID agentId) {
        controls.holdBack(workspaceId, agentId);
    }

    /** Tells the session that holds the attempt, if it is here. */
    void lost(UUID attemptId) {
        sessions.values().forEach(session -> session.lost(attemptId));
    }

    /** Sends every agent away for a moment, each for another. They keep what they hold. */
    public void drain() {
        Collection<AgentSession> all = sessions();
        Draining draining = new Draining(all.size(), opening.shortAbsence(), () -> ThreadLocalRandom.current()
                .nextDouble());
        all.forEach(session -> session.drain(draining.delay()));
    }

    Collection<AgentSession> sessions() {
        return List.copyOf(sessions.values());
    }

    void superseded(UUID sessionId) {
        AgentSession session = sessions.get(sessionId);
        if (session != null) {
            session.superseded();
        }
    }

    boolean holds(UUID sessionId) {
        return sessions.containsKey(sessionId);
    }

    /** Whether the session is here, and was opened before the given epoch. */
    boolean holdsOlder(UUID sessionId, long epoch) {
        AgentSession session = sessions.get(sessionId);
        return session != null && session.opened().epoch() < epoch;
    }

    /** @param epochs what is stored of sessions: those that are older here were taken over at another node */
    void outlived(Map<UUID, Long> epochs) {
        epochs.forEach((id, epoch) -> {
            if (holdsOlder(id, epoch)) {
                superseded(id);
            }
        });
    }

    Optional<AgentSession> session(UUID sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    StallWatch stalls() {
        return stalls;
    }

    Instant now() {
        return opening.now();
    }

    SessionOpening opening() {
        return opening;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Lanes lanes() {
        return lanes;
    }

    Post post() {
        return post;
    }

    AgentErrorIntake errors() {
        return errors;
    }

    SessionControls controls() {
        return controls;
    }

    Signals signals() {
        return signals;
    }
}
