package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored invitations. */
public interface InvitationStore {
    /** Lets others who invite to the workspace wait until the transaction ends. */
    void lock(UUID workspaceId);

    void add(Invitation invitation);

    /** Those of a workspace that can be accepted, the oldest first. */
    List<Invitation> of(UUID workspaceId, Instant at);

    /** The one behind a token; empty when it is unknown, used, revoked or has expired. */
    Optional<Invitation> byToken(byte[] tokenHash, Instant at);

    /** False when it is gone already: of two that accept it at once one gets false. */
    boolean remove(UUID id);

    /** Of the same address, so that the newest is the only one; expired ones too. */
    void removeOf(UUID workspaceId, String email);

    /** Those that a person made. */
    void removeBy(UUID workspaceId, UUID personId);

    void removeExpired(UUID workspaceId, Instant at);
}
