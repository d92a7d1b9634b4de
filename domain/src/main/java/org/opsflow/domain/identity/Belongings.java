package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a person has in a workspace: keys, and sign-ins that are in it. Part of the caller's transaction. */
@ApplicationScoped
public class Belongings {
    private final KeyStore keys;
    private final KeyRing ring;
    private final OwnSessions sessions;

    @Inject
    public Belongings(KeyStore keys, KeyRing ring, OwnSessions sessions) {
        this.keys = keys;
        this.ring = ring;
        this.sessions = sessions;
    }

    Belongings() {
        this(null, null, null);
    }

    /** @param caller who ends it */
    void end(Caller caller, Member member) {
        keys.ofPerson(member.workspaceId(), member.personId()).forEach(key -> ring.revoke(caller, key));
        sessions.endAll(caller, member);
    }
}
