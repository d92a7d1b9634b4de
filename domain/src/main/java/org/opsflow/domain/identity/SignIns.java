package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The stored sign-ins. */
public interface SignIns {
    void add(SignIn signIn);

    /** The sign-in behind a cookie with all that a request needs of it; empty when it is unknown or has expired. */
    Optional<SignedIn> byToken(byte[] tokenHash, Instant at);

    /** As {@link #byToken(byte[], Instant)}, in another workspace; empty also when the person is no member of it. */
    Optional<SignedIn> byToken(byte[] tokenHash, String workspaceSlug, Instant at);

    /** From now on it is in this workspace when a call names none. */
    void choose(UUID id, UUID workspaceId);

    /** Those of a person that stand, the newest first. */
    List<SignIn> of(UUID personId, Instant at);

    void remove(UUID id);

    /** Where those of the sign-ins that stand may be: the workspaces that their people are members of. */
    Set<Standing.Seat> standing(Collection<UUID> ids, Instant at);

    /** They were used until then. */
    void used(Collection<UUID> ids, Instant at);

    void removeExpired(Instant at);
}
