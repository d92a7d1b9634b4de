package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells the agents of this node what people ask of them, and stores what they answer. Everything here asks the database,
 * so neither an event loop nor a lane may call it, but for {@link #lookAgain}.
 */
@ApplicationScoped
public class SessionControls {
    private static final Logger LOG = System.getLogger(SessionControls.class.getName());

    /** Where nobody asks anything. */
    static final SessionControls NONE = new SessionControls() {
        @Override
        void tell(AgentSession session) {}
    };

    private final ControlStoring storing;
    private final Dispatcher dispatcher;
    private final Object pausing = new Object();
    private final Queue<AgentSession> again = new ConcurrentLinkedQueue<>();

    @Inject
    public SessionControls(ControlStoring storing, Dispatcher dispatcher) {
        this.storing = storing;
        this.dispatcher = dispatcher;
    }

    SessionControls() {
        this(null, null);
    }

    /**
     * Tells the session what it has not been told. One at a time for each session, each time from what is stored: so it
     * hears in the order in which people asked, and of nothing that has expired.
     */
    void tell(AgentSession session) {
        try {
            tellAll(session);
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "An agent could not be told what people ask; it is tried again", away);
            again.add(session);
        }
    }

    private void tellAll(AgentSession session) {
        synchronized (session.told()) {
            List<Control> open = storing.openOf(session.id());
            if (session.seat().heldBack
                    || open.stream().anyMatch(control -> control.attempt().isEmpty())) {
                holdBack(session.workspaceId(), session.caller().id());
            }
            List<Control> written = new ArrayList<>();
            for (Control control : open) {
                if (!session.tell(control)) {
                    again.add(session);
                    break;
                }
                if (control.state() == Control.State.REQUESTED) {
                    written.add(control);
                }
            }
            if (!written.isEmpty()) {
                storing.delivered(written, session.opened().epoch());
            }
        }
    }

    /**
     * Lets the agent's processes here have offers or not, as is stored. Of several at once the last looks last: whatever
     * was committed before it holds.
     */
    void holdBack(UUID workspaceId, UUID agentId) {
        synchronized (pausing) {
            dispatcher.holdBack(workspaceId, agentId, storing.isPaused(agentId));
        }
    }

    /** The process has heard of a control that it was told. */
    void acknowledged(AgentSession session, UUID controlId) {
        try {
            storing.acknowledged(controlId, session.id());
            forget(session, controlId);
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "What an agent acknowledged could not be stored; it is asked again", away);
            forget(session, controlId);
            again.add(session);
        }
    }

    /** Not while the session is told what is open: that was read before, and may hold what was just acknowledged. */
    private static void forget(AgentSession session, UUID controlId) {
        synchronized (session.told()) {
            session.forget(controlId);
        }
    }

    /** What was asked about attempts that have ended is of no use any more. */
    void expireOutlived(int limit) {
        storing.expireOutlived(limit);
    }

    /** Has the session looked at once more, by whoever may ask the database; returns at once. */
    void lookAgain(AgentSession session) {
        again.add(session);
    }

    /** Sessions of this node that have to be told, by somebody on another node or once more. */
    List<UUID> untold(String node, int limit) {
        List<UUID> sessions = new ArrayList<>(storing.untold(node, limit));
        for (AgentSession session = again.poll(); session != null; session = again.poll()) {
            sessions.add(session.id());
        }
        return sessions;
    }
}
