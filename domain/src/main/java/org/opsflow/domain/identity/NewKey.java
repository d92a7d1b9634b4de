package org.opsflow.domain.identity;

import java.time.Instant;
import java.util.Optional;
import org.opsflow.domain.shared.Problem;

/**
 * What is asked of a key.
 *
 * @param name for people, at most 60 characters
 * @param scopes the most that it can be used for
 * @param expiresAt from then on it opens nothing; empty: it works until it is revoked
 */
public record NewKey(String name, Scopes scopes, Optional<Instant> expiresAt) {
    private static final int NAME_LENGTH = 60;

    /** That of an agent when it is registered. */
    public static NewKey first() {
        return new NewKey("first", Scopes.TASKS, Optional.empty());
    }

    /**
     * As it may be made: with a name, for some time.
     *
     * @param holder the role of who gets it
     * @throws Problem that names the field, or when the caller's own key may not be used for what this one could be
     */
    NewKey checked(Caller caller, Role holder, Instant now) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > NAME_LENGTH) {
            throw Problem.invalid("name", "must be 1 to " + NAME_LENGTH + " characters long");
        }
        if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
            throw Problem.invalid("expires_at", "must be in the future; leave it out for a key without end");
        }
        caller.credential().ifPresent(shown -> {
            // People's roles grow, and their keys with them.
            for (Permission permission : holder == Role.BOT ? scopes.of(holder) : scopes.permissions()) {
                // Whoever may make agents' keys may work as an agent.
                boolean comesWithIt = holder == Role.BOT && Scopes.TASKS.include(permission);
                if (!comesWithIt && !shown.allows(permission)) {
                    throw Problem.forbidden(
                                    "scope",
                                    "This key cannot make one that may be used for " + permission.pair()
                                            + ", which its own scopes do not include: name fewer scopes, or sign in.")
                            .naming("scopes");
                }
            }
        });
        return new NewKey(stripped, scopes, expiresAt);
    }
}
