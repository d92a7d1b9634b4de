package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What attempts used models for: one row for each attempt and model, changed only under the lock of its attempt. Calls
 * join the caller's transaction; each is a constant number of statements.
 */
public interface UsageLedger {
    /** Of all attempts of the steps. */
    List<UsageRow> ofSteps(Collection<UUID> stepIds);

    void insert(List<UsageRow> rows);

    void update(List<UsageRow> rows);
}
