package org.opsflow.domain.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.claim.MessageDraft;
import org.opsflow.domain.claim.Outcome;
import org.opsflow.domain.claim.Post;

/** Messages that are stored together, in the caller's transaction. */
public final class BatchOfMessages {
    private BatchOfMessages() {}

    /** How many were refused. */
    public static long store(TransactionalMail.Parts parts, Correspondent from, List<MessageDraft> drafts) {
        List<Letter> letters = new ArrayList<>();
        drafts.forEach(draft -> letters.add(new Letter(from, draft, new Silent())));
        return new MessageSending(
                        parts.messages(), parts.attempts(), parts.recorder(), parts.ids(), TransactionalMail.nobody())
                .store(letters).stream().filter(Optional::isPresent).count();
    }

    /** Brings what waits to the agents, and says how much that was; in the caller's transaction. */
    public static int deliver(TransactionalMail.Parts parts, List<Correspondent> sessions) {
        MessageDelivery delivery = new MessageDelivery(parts.messages(), parts.recorder(), parts.ids());
        Map<UUID, List<Correspondent>> byAgent = new HashMap<>();
        sessions.forEach(session -> byAgent.put(session.agentId(), List.of(session)));
        return delivery.assign(byAgent).pushes().size();
    }

    private static final class Silent implements Post.Answer {
        @Override
        public void stored() {}

        @Override
        public void refused(Outcome.Refused why, int retryAfterMillis) {}
    }
}
