package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** What a person has in a workspace: keys, sign-ins that are in it, invitations. Part of the caller's transaction. */
@ApplicationScoped
public class Belongings {
    private final KeyStore keys;
    private final KeyRing ring;
    private final OwnSessions sessions;
    private final InvitationStore invitations;

    @Inject
    public Belongings(KeyStore keys, KeyRing ring, OwnSessions sessions, InvitationStore invitations) {
        this.keys = keys;
        this.ring = ring;
        this.sessions = sessions;
        this.invitations = invitations;
    }

    Belongings() {
        this(null, null, null, null);
    }

    /** @param caller who ends it */
    void end(Caller caller, Member member) {
        keys.ofPerson(member.workspaceId(), member.personId()).forEach(key -> ring.revoke(caller, key));
        sessions.endAll(caller, member);
        invitations.removeBy(member.workspaceId(), member.personId());
    }

    /** What a person keeps only in a role that manages members: an invitation to oneself would be a way back. */
    void fit(UUID workspaceId, UUID personId, Role role) {
        if (!Permission.MANAGE_MEMBERS.isGivenTo(role)) {
            invitations.removeBy(workspaceId, personId);
        }
    }
}
