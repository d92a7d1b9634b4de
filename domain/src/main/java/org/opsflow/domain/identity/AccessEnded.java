package org.opsflow.domain.identity;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody may not be here any more: a sign-in has ended, a key was revoked, or a member
 * removed. Fired inside the transaction that does it: observe it {@code AFTER_SUCCESS}, and end there what outlives
 * requests. Other nodes are told by {@link AccessNews}, and ask {@link Standing} every few seconds.
 *
 * @param credentialId of a sign-in or a key
 * @param workspaceId with a principal: only there
 * @param principalId of a person or agent
 */
public record AccessEnded(Optional<UUID> credentialId, Optional<UUID> workspaceId, Optional<UUID> principalId) {

    public static AccessEnded by(UUID credentialId) {
        return new AccessEnded(Optional.of(credentialId), Optional.empty(), Optional.empty());
    }

    public static AccessEnded of(UUID workspaceId, UUID principalId) {
        return new AccessEnded(Optional.empty(), Optional.of(workspaceId), Optional.of(principalId));
    }

    public boolean concerns(Caller caller) {
        return credentialId
                .map(id -> caller.credential()
                        .filter(shown -> shown.id().equals(id))
                        .isPresent())
                .orElseGet(() -> Optional.of(caller.workspaceId()).equals(workspaceId)
                        && Optional.of(caller.id()).equals(principalId));
    }
}
