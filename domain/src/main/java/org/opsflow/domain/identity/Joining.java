package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.opsflow.domain.shared.Problem;

/** The transactions of {@link InvitationAcceptance}. */
@ApplicationScoped
class Joining {
    private final InvitationStore invitations;
    private final People people;
    private final Registration registration;
    private final MemberChanges changes;
    private final SignInOpening opening;

    @Inject
    Joining(
            InvitationStore invitations,
            People people,
            Registration registration,
            MemberChanges changes,
            SignInOpening opening) {
        this.invitations = invitations;
        this.people = people;
        this.registration = registration;
        this.changes = changes;
        this.opening = opening;
    }

    Joining() {
        this(null, null, null, null, null);
    }

    static Problem gone() {
        return Problem.unauthenticated(
                "invitation_gone", "This invitation is unknown, used, revoked or has expired: ask for another.");
    }

    @Transactional
    Optional<Invitation> find(SessionToken token) {
        return invitations.byToken(token.hash(), registration.now());
    }

    @Transactional
    Optional<Person> account(Invitation invitation) {
        return people.byEmail(invitation.email());
    }

    @Transactional
    SessionToken enter(Invitation invitation, String name, String passwordHash, Visitor visitor) {
        return join(invitation, registration.enterHashed(invitation.email(), name, passwordHash), visitor);
    }

    @Transactional
    SessionToken join(Invitation invitation, Person person, Visitor visitor) {
        if (!invitations.remove(invitation.id())) {
            throw gone();
        }
        Optional<Member> already = people.member(invitation.workspaceId(), person.id());
        Member member =
                already.orElseGet(() -> registration.join(invitation.workspaceId(), person.id(), invitation.role()));
        SessionToken token = opening.open(member, visitor);
        if (already.isEmpty()) {
            Caller joined = new Caller(
                            member.workspaceId(), Caller.Kind.PERSON, person.id(), person.name(), member.role())
                    .from(visitor);
            changes.joined(joined, person.id(), member.role());
        }
        return token;
    }
}
