package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/**
 * Asks people to become members. Whether somebody has an account is not told to who asks; accepting tells it to who holds
 * the token, a few times a minute.
 */
@ApplicationScoped
public class Invitations {
    static final int MOST = 200;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");

    private final InvitationStore invitations;
    private final People people;
    private final Ids ids;
    private final InstantSource clock;
    private final Audit audit;

    @Inject
    public Invitations(InvitationStore invitations, People people, Ids ids, InstantSource clock, Audit audit) {
        this.invitations = invitations;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
    }

    Invitations() {
        this(null, null, null, null, null);
    }

    /**
     * An invitation as it was made.
     *
     * @param token in clear; nobody can read it again
     */
    public record Made(Invitation invitation, String token) {
        @Override
        public String toString() {
            return "Made[" + invitation.id() + "]";
        }
    }

    /** Those that can be accepted, the oldest first; at most 200. */
    @Transactional
    public List<Invitation> list(Caller caller) {
        caller.require(Permission.MANAGE_MEMBERS);
        return invitations.of(caller.workspaceId(), clock.instant());
    }

    /** Takes the place of an earlier one for the same address. */
    @Transactional
    public Made invite(Caller caller, String email, Role role) {
        caller.require(Permission.MANAGE_MEMBERS);
        String address = Person.canonical(email);
        if (!EMAIL.matcher(address).matches()) {
            throw Problem.invalid("email", "must be an e-mail address such as ada@example.org");
        }
        if (role == Role.OWNER || role == Role.BOT) {
            throw Problem.invalid("role", "must be admin, member or viewer");
        }
        caller.requireForGiving(role);
        UUID workspaceId = caller.workspaceId();
        invitations.lock(workspaceId);
        requireStill(caller);
        people.byEmail(address)
                .flatMap(person -> people.member(workspaceId, person.id()))
                .ifPresent(member -> {
                    throw Problem.conflict("member_exists", "They are a member already: change their role instead.");
                });
        Instant now = clock.instant();
        invitations.removeExpired(workspaceId, now);
        invitations.removeOf(workspaceId, address);
        if (invitations.of(workspaceId, now).size() >= MOST) {
            throw Problem.conflict("too_many_invitations", MOST + " invitations wait already: revoke one first.");
        }
        SessionToken token = SessionToken.random();
        Invitation invitation = new Invitation(ids.next(), caller, address, role, token, now);
        invitations.add(invitation);
        audit.done(
                caller.actor(),
                "member.invite",
                target(invitation),
                JsonText.object(json -> json.write("role", role.word())));
        return new Made(invitation, token.text());
    }

    @Transactional
    public void revoke(Caller caller, String id) {
        caller.require(Permission.MANAGE_MEMBERS);
        Invitation invitation = PublicId.INVITATION
                .parse(id)
                .flatMap(found -> invitations.of(caller.workspaceId(), clock.instant()).stream()
                        .filter(one -> one.id().equals(found))
                        .findFirst())
                .orElseThrow(() -> Problem.notFound("invitation", id));
        if (!invitations.remove(invitation.id())) {
            throw Problem.notFound("invitation", id);
        }
        audit.done(caller.actor(), "member.uninvite", target(invitation));
    }

    /** Behind the lock, so that nobody invites who has just been removed or given a lesser role. */
    private void requireStill(Caller caller) {
        people.member(caller.workspaceId(), caller.id())
                .map(Member::role)
                .filter(Permission.MANAGE_MEMBERS::isGivenTo)
                .orElseThrow(Members::noManager);
    }

    static Target target(Invitation invitation) {
        return new Target("invitation", PublicId.INVITATION.of(invitation.id()));
    }
}
