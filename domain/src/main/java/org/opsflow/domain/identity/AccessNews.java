package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.UUID;
import org.opsflow.domain.shared.NodeNews;

/** Tells other nodes that somebody may not be here any more; they ask {@link Standing} whether it is so. */
@ApplicationScoped
public class AccessNews {
    public static final String KIND = "access";

    private static final String CREDENTIAL = "credential";

    private final NodeNews news;

    @Inject
    public AccessNews(NodeNews news) {
        this.news = news;
    }

    AccessNews() {
        this(null);
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessEnded event) {
        news.tell(KIND, text(event));
    }

    private static String text(AccessEnded event) {
        return event.credentialId()
                .map(id -> CREDENTIAL + " " + id)
                .orElseGet(() -> "principal " + event.workspaceId().orElseThrow() + " "
                        + event.principalId().orElseThrow());
    }

    /** Of a hint of {@link #KIND}. */
    public static AccessEnded read(String text) {
        String[] words = text.split(" ");
        return words[0].equals(CREDENTIAL)
                ? AccessEnded.by(UUID.fromString(words[1]))
                : AccessEnded.of(UUID.fromString(words[1]), UUID.fromString(words[2]));
    }
}
