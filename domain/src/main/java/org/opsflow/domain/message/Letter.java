package org.opsflow.domain.message;

import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.claim.MessageDraft;
import org.opsflow.domain.claim.Post;

/** A message on its way into the database, and who waits to hear of it. */
record Letter(Correspondent from, MessageDraft draft, Post.Answer answer) {
    Messages.ClientId clientId() {
        return new Messages.ClientId(from.agentId(), draft.clientId());
    }
}
