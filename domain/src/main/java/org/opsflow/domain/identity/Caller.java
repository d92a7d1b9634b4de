package org.opsflow.domain.identity;

import java.util.UUID;
import org.opsflow.domain.shared.Problem;

/**
 * The authenticated principal of a request, always in one workspace; travels as an argument.
 *
 * @param kind person or agent
 * @param id the person's or the agent's id
 * @param name as people see it
 */
public record Caller(UUID workspaceId, Kind kind, UUID id, String name, Role role) {

    /** What calls. */
    public enum Kind {
        PERSON,
        AGENT
    }

    /** Refuses a caller whose role does not include the permission. */
    public void require(Permission permission) {
        if (!permission.isGivenTo(role)) {
            throw Problem.forbidden(
                    "forbidden",
                    "The role " + role.word() + " may not " + permission.words()
                            + ": ask an owner or administrator of the workspace.");
        }
    }
}
