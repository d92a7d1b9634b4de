package org.opsflow.domain.message;

import java.util.Set;
import java.util.UUID;

/** There is news for these agents. Fired inside the transaction: observe it {@code AFTER_SUCCESS}. */
public record MessagesStored(Set<UUID> agentIds) {}
