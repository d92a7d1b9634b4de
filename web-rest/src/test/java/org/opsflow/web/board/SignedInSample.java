package org.opsflow.web.board;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.Member;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.SignIn;
import org.opsflow.domain.identity.SignInOpening;
import org.opsflow.domain.identity.SignInPolicy;
import org.opsflow.domain.identity.SignIns;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workspace.Workspace;

/** Signs a made-up person in, by the real use case. */
final class SignedInSample implements SignIns {
    private SignIn added;

    static SignedIn in(Workspace workspace, InstantSource clock) {
        SignedInSample store = new SignedInSample();
        Person person = new Person(UUID.randomUUID(), "ada@example.org", "Ada", "-", clock.instant());
        new SignInOpening(store, SignInPolicy.defaults(), new Ids(), clock, new NoAudit())
                .open(
                        new Member(workspace.id(), person.id(), Role.MEMBER, clock.instant()),
                        new Visitor("127.0.0.1", "test"));
        return new SignedIn(store.added, person, workspace, Role.MEMBER);
    }

    @Override
    public void add(SignIn signIn) {
        added = signIn;
    }

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, Instant at) {
        return Optional.empty();
    }

    @Override
    public void remove(UUID id) {}

    @Override
    public Optional<SignedIn> byToken(byte[] tokenHash, String workspaceSlug, Instant at) {
        return Optional.empty();
    }

    @Override
    public void choose(UUID id, UUID workspaceId) {}

    @Override
    public List<SignIn> of(UUID personId, Instant at) {
        return List.of();
    }

    @Override
    public Set<Standing.Seat> standing(Collection<UUID> ids, Instant at) {
        return Set.of();
    }

    @Override
    public void used(Collection<UUID> ids, Instant at) {}

    @Override
    public void removeExpired(Instant at) {}

    private static final class NoAudit extends Audit {
        NoAudit() {
            super(null, null, null, null);
        }

        @Override
        public void done(Actor actor, String action, Target target) {}
    }
}
