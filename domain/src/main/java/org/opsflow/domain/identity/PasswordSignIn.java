package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Problem;

/**
 * Opens a sign-in for an address and a password. Deliberately no transaction around it: hashing takes long, and no
 * connection should wait for it.
 */
@ApplicationScoped
public class PasswordSignIn {
    private static final Logger LOG = System.getLogger(PasswordSignIn.class.getName());

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInOpening opening;
    private final SignInLimits limits;
    private final RefusedAttempts refused;

    @Inject
    PasswordSignIn(
            Accounts accounts,
            Passwords passwords,
            SignInOpening opening,
            SignInLimits limits,
            RefusedAttempts refused) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.opening = opening;
        this.limits = limits;
        this.refused = refused;
    }

    PasswordSignIn() {
        this(null, null, null, null, null);
    }

    /** Refuses an unknown account and a wrong password in the same words and the same time. */
    public SessionToken signIn(String email, String password, Visitor visitor) {
        String account = Person.canonical(email);
        limits.spend(visitor.address(), account);
        Accounts.Account claimed = accounts.find(account);
        List<Member> memberships = claimed.memberships();
        if (!passwords.areRight(claimed.person(), password)) {
            note(memberships, visitor);
            throw Problem.unauthenticated(
                    "invalid_credentials", "This e-mail address and password do not belong together.");
        }
        return open(
                memberships.stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.forbidden(
                                "no_workspace",
                                "This account is a member of no workspace any more: ask to be invited to one.")),
                visitor);
    }

    /**
     * A node that stood still in the middle of the transaction, for want of a processor, finds that the database has
     * ended it. A second session of which the first token is lost harms nobody.
     */
    private SessionToken open(Member member, Visitor visitor) {
        try {
            return opening.open(member, visitor);
        } catch (Problem refused) {
            throw refused;
        } catch (RuntimeException lost) {
            LOG.log(Level.WARNING, "A sign-in was lost with its transaction and is tried once more", lost);
            return opening.open(member, visitor);
        }
    }

    /** Without the address that was typed: people type their password there. */
    private void note(List<Member> memberships, Visitor visitor) {
        Actor actor = memberships.stream()
                .findFirst()
                .map(member ->
                        Actor.claimed(member.workspaceId(), member.personId(), visitor.address(), visitor.userAgent()))
                .orElseGet(visitor::nobody);
        refused.add(actor, "auth.login", "invalid_credentials", Target.operation("POST /api/auth/login"));
    }
}
