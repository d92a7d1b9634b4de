package org.opsflow.domain.identity;

import java.util.UUID;
import org.opsflow.domain.shared.Problem;

/**
 * By what a caller showed who they are.
 *
 * @param id of the sign-in or the key
 * @param scopes the most that it can be used for
 */
public record Credential(Kind kind, UUID id, Scopes scopes) {

    /** What was shown. */
    public enum Kind {
        SIGN_IN,
        KEY
    }

    static Credential signIn(UUID id) {
        return new Credential(Kind.SIGN_IN, id, Scopes.ALL);
    }

    static Credential key(UUID id, Scopes scopes) {
        return new Credential(Kind.KEY, id, scopes);
    }

    public boolean isKey() {
        return kind == Kind.KEY;
    }

    boolean allows(Permission permission) {
        return !isKey() || scopes.include(permission);
    }

    void require(Permission permission) {
        if (isKey() && !permission.isForKeys()) {
            throw Problem.forbidden(
                    "sign_in_required", "A key may not " + permission.words() + ": sign in with e-mail and password.");
        }
        if (!allows(permission)) {
            throw Problem.forbidden(
                    "scope",
                    "The scopes of this key do not include " + permission.pair() + ": use a key whose scopes do.");
        }
    }
}
