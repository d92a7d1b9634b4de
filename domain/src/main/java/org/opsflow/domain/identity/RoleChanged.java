package org.opsflow.domain.identity;

import java.util.UUID;

/**
 * A member has another role. Fired inside the transaction that does it: observe it {@code AFTER_SUCCESS}, and forget there
 * what was remembered of the old one.
 */
record RoleChanged(UUID workspaceId, UUID personId) {

    boolean concerns(Caller caller) {
        return caller.workspaceId().equals(workspaceId) && caller.id().equals(personId);
    }
}
