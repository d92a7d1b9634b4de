package org.opsflow.domain.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What a use case calls last: numbers its changes and tells those who listen for commits. */
@ApplicationScoped
public class ChangeRecorder {
    private final ChangeLog log;
    private final InstantSource clock;
    private final Event<ChangesCommitted> committed;

    @Inject
    public ChangeRecorder(ChangeLog log, InstantSource clock, Event<ChangesCommitted> committed) {
        this.log = log;
        this.clock = clock;
        this.committed = committed;
    }

    ChangeRecorder() {
        this(null, null, null);
    }

    /** The time by the clock that changes carry. */
    public Instant now() {
        return clock.instant();
    }

    /** Must be the last call of a transaction (see {@link ChangeLog#append}). */
    public void record(List<Change> changes) {
        tell(number(changes));
    }

    /** As {@link #record}, for those who {@link #tell} by themselves after their commit. */
    public List<ChangesCommitted> number(List<Change> changes) {
        return changes.isEmpty() ? List.of() : log.append(changes, clock.instant());
    }

    /** Tells those who listen; inside a transaction they hear it after the commit. */
    public void tell(List<ChangesCommitted> numbered) {
        numbered.forEach(committed::fire);
    }
}
