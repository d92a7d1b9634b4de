package org.opsflow.domain.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.shared.Ids;

/** Writes the audit log. */
@ApplicationScoped
public class Audit {
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final AuditLog log;
    private final AuditPolicy policy;
    private final Ids ids;
    private final InstantSource clock;

    @Inject
    public Audit(AuditLog log, AuditPolicy policy, Ids ids, InstantSource clock) {
        this.log = log;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    Audit() {
        this(null, null, null, null);
    }

    /** Part of the caller's transaction: what is rolled back was not done. */
    public void done(Actor actor, String action, Target target) {
        done(actor, action, target, "{}");
    }

    /** @param details JSON object, without secrets and names */
    public void done(Actor actor, String action, Target target, String details) {
        Instant now = clock.instant();
        log.put(List.of(new AuditEntry(ids.next(), actor, now, now, 1, action, Optional.empty(), target, details)));
    }

    @Transactional
    public void put(Collection<AuditEntry> entries) {
        log.put(entries);
    }

    /** Forgets what is kept for long enough, in small transactions: false when there is more. */
    @Transactional
    public boolean forgetSome() {
        return forget(false, policy.kept()) & forget(true, policy.refusalsKept());
    }

    private boolean forget(boolean refused, Duration kept) {
        return log.forget(refused, clock.instant().minus(kept), FORGOTTEN_AT_ONCE) < FORGOTTEN_AT_ONCE;
    }
}
