package org.opsflow.domain.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.UUID;
import org.opsflow.domain.shared.NodeNews;

/** Tells other nodes how far a workspace's history reaches, so that boards there need not wait for their next look. */
@ApplicationScoped
public class ChangeNews {
    public static final String KIND = "changes";

    private final NodeNews news;

    @Inject
    public ChangeNews(NodeNews news) {
        this.news = news;
    }

    ChangeNews() {
        this(null);
    }

    /**
     * What another node says.
     *
     * @param n number of a change that is committed
     */
    public record Told(UUID workspaceId, long n) {
        /** Of a hint of {@link #KIND}. */
        public static Told read(String text) {
            String[] words = text.split(" ");
            return new Told(UUID.fromString(words[0]), Long.parseLong(words[1]));
        }
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChangesCommitted batch) {
        news.tell(KIND, batch.workspaceId() + " " + batch.to());
    }
}
