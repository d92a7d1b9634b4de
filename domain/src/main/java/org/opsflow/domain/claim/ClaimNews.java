package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.UUID;
import org.opsflow.domain.shared.NodeNews;

/** What other nodes are told about the queue and about sessions; {@link WakeUps} hears it there. */
@ApplicationScoped
public class ClaimNews {
    /** Steps wait in a queue: workspace and requirement key. */
    static final String READY = "ready";
    /** A session was opened: its id and epoch. */
    static final String SESSION = "session";
    /** Somebody cancelled what a session works on: the session's id. */
    static final String STOP = "stop";

    /** A person asked something of a process: its session's id. */
    static final String ASKED = "asked";

    private final NodeNews news;

    @Inject
    public ClaimNews(NodeNews news) {
        this.news = news;
    }

    ClaimNews() {
        this(NodeNews.ALONE);
    }

    void ready(Collection<Window.Key> queues) {
        queues.forEach(queue -> news.tell(READY, queue.workspaceId() + " " + queue.requirementKey()));
    }

    void opened(UUID sessionId, long epoch) {
        news.tell(SESSION, sessionId + " " + epoch);
    }

    void asked(UUID sessionId) {
        news.tell(ASKED, sessionId.toString());
    }

    void stopping(UUID sessionId) {
        news.tell(STOP, sessionId.toString());
    }
}
