package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations in memory. */
final class FakeInvitations implements InvitationStore {
    final List<Invitation> stored = new ArrayList<>();

    @Override
    public void lock(UUID workspaceId) {}

    @Override
    public void add(Invitation invitation) {
        stored.add(invitation);
    }

    @Override
    public List<Invitation> of(UUID workspaceId, Instant at) {
        return stored.stream()
                .filter(one ->
                        one.workspaceId().equals(workspaceId) && one.expiresAt().isAfter(at))
                .toList();
    }

    @Override
    public Optional<Invitation> byToken(byte[] tokenHash, Instant at) {
        return stored.stream()
                .filter(one -> Arrays.equals(one.tokenHash(), tokenHash)
                        && one.expiresAt().isAfter(at))
                .findFirst();
    }

    @Override
    public boolean remove(UUID id) {
        return stored.removeIf(one -> one.id().equals(id));
    }

    @Override
    public void removeOf(UUID workspaceId, String email) {
        stored.removeIf(
                one -> one.workspaceId().equals(workspaceId) && one.email().equals(email));
    }

    @Override
    public void removeBy(UUID workspaceId, UUID personId) {
        stored.removeIf(
                one -> one.workspaceId().equals(workspaceId) && one.invitedBy().equals(personId));
    }

    @Override
    public void removeExpired(UUID workspaceId, Instant at) {
        stored.removeIf(
                one -> one.workspaceId().equals(workspaceId) && !one.expiresAt().isAfter(at));
    }
}
