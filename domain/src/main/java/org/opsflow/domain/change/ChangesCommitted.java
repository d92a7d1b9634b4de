package org.opsflow.domain.change;

import java.util.List;
import java.util.UUID;

/**
 * The changes of one transaction in one workspace. Fired inside the transaction: observe it {@code AFTER_SUCCESS}, and
 * only put it into a queue there.
 *
 * @param from number of the first change
 * @param to number of the last change
 */
public record ChangesCommitted(UUID workspaceId, String epoch, long from, long to, List<NumberedChange> changes) {}
