package org.opsflow.domain.message;

import java.util.Set;
import java.util.UUID;

/**
 * There is news for these agents. Fired inside the transaction: observe it {@code AFTER_SUCCESS}. Whoever carries it to
 * other nodes tells {@link Mailroom#news} there; without that they see it with their next sweep.
 */
public record MessagesStored(Set<UUID> agentIds) {}
