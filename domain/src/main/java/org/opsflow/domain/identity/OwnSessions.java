package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** The sign-ins of a person, as they see and end them: in all workspaces, and nobody else's. */
@ApplicationScoped
public class OwnSessions {
    private final SignIns signIns;
    private final InstantSource clock;
    private final Audit audit;
    private final Event<AccessEnded> ended;

    @Inject
    public OwnSessions(SignIns signIns, InstantSource clock, Audit audit, Event<AccessEnded> ended) {
        this.signIns = signIns;
        this.clock = clock;
        this.audit = audit;
        this.ended = ended;
    }

    OwnSessions() {
        this(null, null, null, null);
    }

    /** Those that stand, the newest first. */
    @Transactional
    public List<SignIn> list(Caller caller) {
        caller.require(Permission.OWN_ACCOUNT);
        return signIns.of(caller.id(), clock.instant());
    }

    /** Ends the sign-in that the caller came by. */
    @Transactional
    public void signOut(Caller caller) {
        caller.require(Permission.OWN_ACCOUNT);
        end(caller, caller.credential().orElseThrow().id(), "auth.logout");
    }

    @Transactional
    public void end(Caller caller, String id) {
        caller.require(Permission.OWN_ACCOUNT);
        UUID found = PublicId.SIGN_IN
                .parse(id)
                .filter(known -> signIns.of(caller.id(), clock.instant()).stream()
                        .anyMatch(own -> own.id().equals(known)))
                .orElseThrow(() -> Problem.notFound("session", id));
        end(caller, found, "session.revoke");
    }

    /** Ends all but the one that the caller came by. */
    @Transactional
    public int endOthers(Caller caller) {
        caller.require(Permission.OWN_ACCOUNT);
        List<SignIn> others = signIns.of(caller.id(), clock.instant()).stream()
                .filter(own -> !isCurrent(caller, own))
                .toList();
        others.forEach(other -> end(caller, other.id(), "session.revoke"));
        return others.size();
    }

    /** Ends those of somebody who is removed that are in their workspace. Part of the caller's transaction. */
    void endAll(Caller caller, Member removed) {
        signIns.of(removed.personId(), clock.instant()).stream()
                .filter(signIn -> signIn.workspaceId().equals(removed.workspaceId()))
                .forEach(signIn -> end(caller, signIn.id(), "session.revoke"));
    }

    public boolean isCurrent(Caller caller, SignIn signIn) {
        return caller.credential()
                .filter(shown -> shown.id().equals(signIn.id()))
                .isPresent();
    }

    private void end(Caller caller, UUID id, String action) {
        signIns.remove(id);
        audit.done(caller.actor(), action, new Target("session", PublicId.SIGN_IN.of(id)));
        ended.fire(AccessEnded.by(id));
    }
}
