package org.opsflow.domain.change;

import java.util.UUID;

/**
 * Something that happened, before it has a number.
 *
 * @param type one of {@link ChangeTypes}
 * @param data JSON object: the small state of the entity with its revision
 */
public record Change(UUID workspaceId, String type, String data) {
    /** Nobody could ask for a type that is not listed. */
    public Change {
        if (!ChangeTypes.ALL.contains(type)) {
            throw new IllegalArgumentException("'" + type + "' is not listed in ChangeTypes");
        }
    }
}
