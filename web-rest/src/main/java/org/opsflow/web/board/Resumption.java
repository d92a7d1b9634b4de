package org.opsflow.web.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.NumberedChange;

/** Decides whether a page can be told what it missed, or has to begin anew with a snapshot. */
@ApplicationScoped
class Resumption {
    static final long FARTHEST = 5_000;

    private final ChangeLog log;

    @Inject
    Resumption(ChangeLog log) {
        this.log = log;
    }

    Resumption() {
        this(null);
    }

    boolean isPossible(UUID workspaceId, ChangeHead seen) {
        ChangeHead head = log.heads(List.of(workspaceId)).get(workspaceId);
        if (head == null
                || !head.epoch().equals(seen.epoch())
                || seen.n() < 0
                || seen.n() > head.n()
                || head.n() - seen.n() > FARTHEST) {
            return false;
        }
        return seen.n() == head.n() || isKept(workspaceId, seen.n() + 1);
    }

    /** Old history may have been thrown away. */
    private boolean isKept(UUID workspaceId, long n) {
        List<NumberedChange> next = log.after(workspaceId, n - 1, 1);
        return !next.isEmpty() && next.get(0).n() == n;
    }
}
