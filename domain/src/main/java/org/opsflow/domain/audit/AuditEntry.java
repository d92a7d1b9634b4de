package org.opsflow.domain.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the audit log. It never holds a secret, nor what was tried as one.
 *
 * @param at of the first time
 * @param lastAt of the last of them
 * @param times the same within a minute is counted, not repeated
 * @param action for example {@code auth.login}
 * @param code of the refusal; empty when it was done
 * @param details JSON object
 */
public record AuditEntry(
        UUID id,
        Actor actor,
        Instant at,
        Instant lastAt,
        int times,
        String action,
        Optional<String> code,
        Target target,
        String details) {

    public boolean isRefused() {
        return code.isPresent();
    }
}
