package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.shared.Problem;

/**
 * Makes whoever holds an invitation a member and signs them in. Who has an account proves that it is theirs by its
 * password; who has none chooses one. Deliberately no transaction around it: hashing takes long, and no connection
 * should wait for it.
 */
@ApplicationScoped
public class InvitationAcceptance {
    private final Joining joining;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final RefusedAttempts refused;

    @Inject
    InvitationAcceptance(Joining joining, Passwords passwords, SignInLimits limits, RefusedAttempts refused) {
        this.joining = joining;
        this.passwords = passwords;
        this.limits = limits;
        this.refused = refused;
    }

    InvitationAcceptance() {
        this(null, null, null, null);
    }

    /** @param name of who has no account; else it changes nothing */
    public SessionToken accept(String token, String name, String password, Visitor visitor) {
        limits.spendAddress(visitor.address());
        String checked = OwnAccount.checkedName("name", name);
        Passwords.checkNew("password", password);
        Invitation invitation = joining.find(new SessionToken(token)).orElseThrow(Joining::gone);
        limits.spendAccount(invitation.email());
        Optional<Person> present = joining.account(invitation);
        if (present.isEmpty()) {
            return joining.enter(invitation, checked, passwords.hash(password), visitor);
        }
        if (!passwords.areRight(present, password)) {
            refused.add(visitor.nobody(), "member.join", "invalid_credentials", Invitations.target(invitation));
            throw Problem.unauthenticated(
                    "invalid_credentials",
                    "This password does not belong to the invitation: who has an account already sends its password.");
        }
        return joining.join(invitation, present.get(), visitor);
    }
}
