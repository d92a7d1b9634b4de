package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/**
 * What people change of themselves. Deliberately no transaction around a change of password: hashing takes long, and no
 * connection should wait for it.
 */
@ApplicationScoped
public class OwnAccount {
    private static final int NAME_LENGTH = 120;

    private final AccountUpdates updates;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final RefusedAttempts refused;

    @Inject
    OwnAccount(AccountUpdates updates, Passwords passwords, SignInLimits limits, RefusedAttempts refused) {
        this.updates = updates;
        this.passwords = passwords;
        this.limits = limits;
        this.refused = refused;
    }

    OwnAccount() {
        this(null, null, null, null);
    }

    public void rename(Caller caller, String name) {
        caller.require(Permission.OWN_ACCOUNT);
        updates.rename(caller, checkedName("name", name));
    }

    /** As people and workspaces are called. */
    static String checkedName(String field, String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > NAME_LENGTH) {
            throw Problem.invalid(field, "must be 1 to " + NAME_LENGTH + " characters long");
        }
        return stripped;
    }

    /** Ends all other sign-ins of the person. A present password can be tried as often as at sign-in. */
    public void changePassword(Caller caller, String present, String wanted) {
        caller.require(Permission.OWN_ACCOUNT);
        Person person = updates.person(caller);
        limits.spend(caller.visitor().address(), person.email());
        if (!passwords.areRight(Optional.of(person), present)) {
            refused.add(
                    caller.actor(),
                    "auth.password_change",
                    "invalid_credentials",
                    new Target("person", PublicId.PERSON.of(caller.id())));
            throw Problem.unauthenticated("invalid_credentials", "The present password is not this one.");
        }
        Passwords.checkNew("new_password", wanted);
        if (wanted.equals(present)) {
            throw Problem.invalid("new_password", "is the present one: choose another");
        }
        updates.changePassword(caller, passwords.hash(wanted));
    }
}
