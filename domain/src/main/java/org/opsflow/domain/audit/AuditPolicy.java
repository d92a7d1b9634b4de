package org.opsflow.domain.audit;

import java.time.Duration;

/**
 * What an operator can set about the audit log.
 *
 * @param kept how long what was done is kept
 * @param refusalsKept how long refusals are kept
 */
public record AuditPolicy(Duration kept, Duration refusalsKept) {
    public static AuditPolicy defaults() {
        return new AuditPolicy(Duration.ofDays(400), Duration.ofDays(30));
    }
}
