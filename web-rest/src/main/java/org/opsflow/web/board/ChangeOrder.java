package org.opsflow.web.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opsflow.domain.change.NumberedChange;

/**
 * Puts the changes of one workspace, which may come late, twice or not at all, into their one order: each number once,
 * none left out. Not safe for threads.
 */
final class ChangeOrder {
    /** How long a missing number may still be on its way from another thread. */
    static final long PATIENCE_NANOS = Duration.ofMillis(50).toNanos();

    private final NavigableMap<Long, NumberedChange> waiting = new TreeMap<>();
    private long taken;
    private long head;
    private long elsewhere;
    private boolean missing;
    private long missingSince;

    /** @param taken the number after which the order begins */
    ChangeOrder(long taken) {
        this.taken = taken;
        this.head = taken;
    }

    void add(Collection<NumberedChange> changes) {
        for (NumberedChange change : changes) {
            if (change.n() > taken) {
                waiting.putIfAbsent(change.n(), change);
            }
            headIs(change.n());
        }
    }

    /** Somebody saw this number in the database. */
    void headIs(long n) {
        head = Math.max(head, n);
    }

    /** Up to this number nobody has to wait for what is missing: it was committed, at another node. */
    void neverComes(long n) {
        elsewhere = Math.max(elsewhere, n);
    }

    /** Takes those that follow without a gap; often none. */
    List<NumberedChange> take(long now, int most) {
        List<NumberedChange> next = new ArrayList<>();
        while (next.size() < most && !waiting.isEmpty() && waiting.firstKey() == taken + 1) {
            next.add(waiting.pollFirstEntry().getValue());
            taken++;
        }
        boolean gap = taken < head && (waiting.isEmpty() || waiting.firstKey() > taken + 1);
        if (gap && (!missing || !next.isEmpty())) {
            missingSince = now;
        }
        missing = gap;
        return next;
    }

    /** Whether the next number has been missing for so long that it should be read. */
    boolean mustBeRead(long now) {
        return missing && (taken < elsewhere || now - missingSince >= PATIENCE_NANOS);
    }

    boolean isComplete() {
        return taken == head;
    }

    /** The number taken last. */
    long taken() {
        return taken;
    }
}
