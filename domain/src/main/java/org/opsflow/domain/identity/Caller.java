package org.opsflow.domain.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.shared.Problem;

/**
 * The authenticated principal of a request, always in one workspace; travels as an argument.
 *
 * @param kind person or agent
 * @param id the person's or the agent's id
 * @param name as people see it
 * @param credential by what it was recognised; empty for what the server does by itself
 * @param visitor where it calls from
 */
public record Caller(
        UUID workspaceId,
        Kind kind,
        UUID id,
        String name,
        Role role,
        Optional<Credential> credential,
        Visitor visitor) {

    /** What calls. */
    public enum Kind {
        PERSON,
        AGENT
    }

    public Caller(UUID workspaceId, Kind kind, UUID id, String name, Role role) {
        this(workspaceId, kind, id, name, role, Optional.empty(), Visitor.UNKNOWN);
    }

    /** The same in another workspace. */
    Caller in(UUID otherWorkspaceId, Role otherRole) {
        return new Caller(otherWorkspaceId, kind, id, name, otherRole, credential, visitor);
    }

    public Caller by(Credential shown) {
        return new Caller(workspaceId, kind, id, name, role, Optional.of(shown), visitor);
    }

    public Caller from(Visitor place) {
        return new Caller(workspaceId, kind, id, name, role, credential, place);
    }

    public boolean may(Permission permission) {
        return permission.isGivenTo(role)
                && credential.filter(shown -> !shown.allows(permission)).isEmpty();
    }

    /** Refuses a caller whose role, or the scopes of whose key, do not include the permission. */
    public void require(Permission permission) {
        if (!permission.isGivenTo(role)) {
            throw Problem.forbidden(
                    "forbidden",
                    "The role " + role.word() + " may not " + permission.words()
                            + ": ask an owner or administrator of the workspace.");
        }
        credential.ifPresent(shown -> shown.require(permission));
    }

    /** Refuses that a key makes administrators: whoever it leaked to would be one, and stay one without the key. */
    void requireForGiving(Role given) {
        if (Permission.MANAGE_MEMBERS.isGivenTo(given)
                && credential.filter(Credential::isKey).isPresent()) {
            throw Problem.forbidden(
                            "sign_in_required", "A key may not make administrators: sign in with e-mail and password.")
                    .naming("role");
        }
    }

    /** As the audit log names it. */
    public Actor actor() {
        return new Actor(
                Optional.of(workspaceId),
                kind == Kind.AGENT ? Actor.Kind.AGENT : Actor.Kind.PERSON,
                Optional.of(id),
                credential.filter(Credential::isKey).map(Credential::id),
                visitor.address(),
                visitor.userAgent());
    }

    /** Refuses, naming the first, a caller who has none of them. */
    public void requireOneOf(Permission... permissions) {
        if (Arrays.stream(permissions).noneMatch(this::may)) {
            require(permissions[0]);
        }
    }
}
