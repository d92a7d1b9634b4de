package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** For connections that outlive the request: who may still be where they are, wherever their access was ended. */
@ApplicationScoped
public class Standing {
    private final SignIns signIns;
    private final KeyStore keys;
    private final InstantSource clock;

    @Inject
    public Standing(SignIns signIns, KeyStore keys, InstantSource clock) {
        this.signIns = signIns;
        this.keys = keys;
        this.clock = clock;
    }

    Standing() {
        this(null, null, null);
    }

    /** A sign-in and a workspace that its person is a member of. */
    public record Seat(UUID signInId, UUID workspaceId) {}

    /** Those of the callers whose sign-in and membership, or key, still stand; two statements for however many. */
    @Transactional
    public Set<Caller> of(Collection<Caller> callers) {
        Instant now = clock.instant();
        Set<Seat> seats = signIns.standing(ids(callers, Credential.Kind.SIGN_IN), now);
        Set<UUID> open = keys.standing(ids(callers, Credential.Kind.KEY), now);
        return callers.stream().filter(stands(seats, open)).collect(Collectors.toSet());
    }

    private static Predicate<Caller> stands(Set<Seat> seats, Set<UUID> open) {
        return caller -> caller.credential()
                .filter(shown -> shown.isKey()
                        ? open.contains(shown.id())
                        : seats.contains(new Seat(shown.id(), caller.workspaceId())))
                .isPresent();
    }

    private static Set<UUID> ids(Collection<Caller> callers, Credential.Kind kind) {
        return callers.stream()
                .flatMap(caller -> caller.credential().stream())
                .filter(shown -> shown.kind() == kind)
                .map(Credential::id)
                .collect(Collectors.toSet());
    }
}
