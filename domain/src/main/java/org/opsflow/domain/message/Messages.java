package org.opsflow.domain.message;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.claim.Address;

/** The stored messages. Calls join the caller's transaction; each is a constant number of statements. */
public interface Messages {
    /** A sender's own id for a message. */
    record ClientId(UUID senderId, String text) {}

    /** An agent as others name it. */
    record Name(UUID workspaceId, String slug) {}

    /** A delivery that is written to a session. */
    record Written(UUID deliveryId, UUID sessionId, long epoch) {}

    /** A message and an agent that it is for. */
    record Pair(UUID messageId, UUID agentId) {}

    /** Those that are stored already. */
    Set<ClientId> known(Collection<ClientId> clientIds);

    /** Agents that are not retired, by their names. */
    Map<Name, UUID> agents(Collection<Name> names);

    /** All agents of the workspace that it is for and that are not retired. */
    List<UUID> agentsOf(UUID workspaceId, Address to);

    /** Of those that exist. */
    Map<UUID, UUID> workspaces(Collection<UUID> messageIds);

    void insert(List<Message> messages);

    /** Passes over pairs of message and agent that there are. */
    void insertDeliveries(List<Delivery> deliveries);

    /**
     * What waits for the agents and is not with one of their sessions that is connected, the oldest first, without a
     * lock.
     */
    List<Delivery> due(Collection<UUID> agentIds, int limit);

    /** Locks the rows until the commit, in the order of their ids, but those that others have locked. */
    List<Delivery> lockFree(Collection<UUID> deliveryIds);

    Map<UUID, Message> find(Collection<UUID> messageIds);

    /** Slugs of agents, retired ones too. */
    Map<UUID, String> slugs(Collection<UUID> agentIds);

    void written(List<Written> deliveries);

    /** Locks what waits of these until the commit, in the order of their ids. */
    List<Delivery> lockWaiting(Collection<Pair> pairs);

    void read(Collection<UUID> deliveryIds);

    /** Messages to a capability or everyone that came before the agents of these sessions had a delivery of theirs. */
    List<Pair> missedBy(Collection<UUID> sessionIds, int limit);

    /** Agents connected to the node for which something is due. */
    List<UUID> waitingAt(String node, int limit);

    /** Lets what was not read in time wait no more, and forgets its client ids. */
    void expire(int limit);

    /** A message with how it fared. */
    record Seen(Message message, Face sender, Tally tally) {}

    /** How people see an agent. */
    record Face(String slug, String name, String emoji, String color) {}

    /**
     * Over all agents that a message is for.
     *
     * @param waiting not read, not expired
     * @param deliveredAt when it was first delivered
     * @param readAt when it was last read
     */
    record Tally(
            int recipients,
            int delivered,
            int read,
            int waiting,
            Optional<Instant> deliveredAt,
            Optional<Instant> readAt) {}

    /** The newest first, from before a message on. */
    List<Seen> ofStep(UUID workspaceId, UUID stepId, Optional<UUID> before, int limit);

    /** The newest first, from before a message on. */
    List<Seen> ofRun(UUID workspaceId, UUID runId, Optional<UUID> before, int limit);

    /** Those that it sent and those that are for it, the newest first, from before a message on. */
    List<Seen> ofAgent(UUID workspaceId, UUID agentId, Optional<UUID> before, int limit);

    boolean hasStep(UUID workspaceId, UUID stepId);

    boolean hasRun(UUID workspaceId, UUID runId);
}
