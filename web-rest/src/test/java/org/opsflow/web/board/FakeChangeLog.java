package org.opsflow.web.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.change.NumberedChange;

/** The history of any workspace, in memory. */
final class FakeChangeLog implements ChangeLog {
    final List<NumberedChange> stored = new ArrayList<>();
    String epoch = "e1";
    int reads;
    long head;

    /** As if this node, or another, had committed them. */
    ChangesCommitted commit(UUID workspaceId, int count) {
        long from = head + 1;
        List<NumberedChange> changes = ChangeOrderTest.changes(from, from + count - 1);
        stored.addAll(changes);
        head = from + count - 1;
        return new ChangesCommitted(workspaceId, epoch, from, from + count - 1, changes);
    }

    @Override
    public List<ChangesCommitted> append(List<Change> changes, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<NumberedChange> after(UUID workspaceId, long since, int limit) {
        reads++;
        return stored.stream().filter(change -> change.n() > since).limit(limit).toList();
    }

    @Override
    public Map<UUID, ChangeHead> heads(Collection<UUID> workspaceIds) {
        reads++;
        return workspaceIds.stream().collect(Collectors.toMap(id -> id, id -> new ChangeHead(epoch, head)));
    }

    @Override
    public void begin(UUID workspaceId, String newEpoch) {
        throw new UnsupportedOperationException();
    }
}
