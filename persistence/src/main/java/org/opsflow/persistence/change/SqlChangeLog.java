package org.opsflow.persistence.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Numbers come from the locked heads, never from AUTO_INCREMENT, which commits out of order. */
@ApplicationScoped
public class SqlChangeLog implements ChangeLog {
    private final Sql sql;

    @Inject
    public SqlChangeLog(Sql sql) {
        this.sql = sql;
    }

    SqlChangeLog() {
        this(null);
    }

    private record Entry(UUID workspaceId, NumberedChange change) {}

    @Override
    public List<ChangesCommitted> append(List<Change> changes, Instant at) {
        // By id: the heads are locked in the order in which they are raised.
        Map<UUID, List<Change>> byWorkspace = changes.stream()
                .collect(Collectors.groupingBy(
                        Change::workspaceId, () -> new TreeMap<>(Ids::compareBytes), Collectors.toList()));
        Map<UUID, ChangeHead> heads = raise(byWorkspace);
        Map<UUID, ChangesCommitted> committed = new LinkedHashMap<>();
        changes.forEach(change -> committed.computeIfAbsent(
                change.workspaceId(), id -> number(id, heads.get(id), byWorkspace.get(id), at)));
        List<Entry> entries = committed.values().stream()
                .flatMap(batch -> batch.changes().stream().map(change -> new Entry(batch.workspaceId(), change)))
                .toList();
        sql.bulk(
                "INSERT INTO change_entry (workspace_id, n, at, type, data) VALUES (?, ?, ?, ?, ?)",
                entries,
                (bind, entry) -> bind.id(entry.workspaceId())
                        .number(entry.change().n())
                        .time(entry.change().at())
                        .text(entry.change().type())
                        .text(entry.change().data()));
        return List.copyOf(committed.values());
    }

    /**
     * Raises and locks the heads; answers them as they are now. In one statement, since whoever changes the same
     * workspace waits from here to the commit. A head that is not there would be made, without an epoch.
     */
    private Map<UUID, ChangeHead> raise(Map<UUID, List<Change>> byWorkspace) {
        if (byWorkspace.isEmpty()) {
            return Map.of();
        }
        String rows = String.join(", ", Collections.nCopies(byWorkspace.size(), "(?, '', ?)"));
        return sql
                .query(
                        "INSERT INTO change_head (workspace_id, epoch, n) VALUES " + rows
                                + " ON DUPLICATE KEY UPDATE n = n + VALUES(n) RETURNING workspace_id, epoch, n",
                        bind -> byWorkspace.forEach((id, theirs) -> bind.id(id).number(theirs.size())),
                        Found::of)
                .stream()
                .filter(found -> !found.head().epoch().isEmpty())
                .collect(Collectors.toMap(Found::workspaceId, Found::head));
    }

    private static ChangesCommitted number(UUID workspaceId, ChangeHead head, List<Change> changes, Instant at) {
        if (head == null) {
            throw new IllegalStateException("Workspace " + workspaceId + " has no change head");
        }
        List<NumberedChange> numbered = new ArrayList<>(changes.size());
        long n = head.n() - changes.size();
        long from = n + 1;
        for (Change change : changes) {
            numbered.add(new NumberedChange(++n, at, change.type(), change.data()));
        }
        return new ChangesCommitted(workspaceId, head.epoch(), from, n, numbered);
    }

    /**
     * Up to the first gap: MariaDB opens a read view without holding up commits, so that a reader whose thread is
     * paused meanwhile may see a change and not the one that was committed just before it. The next view has both.
     */
    @Override
    public List<NumberedChange> after(UUID workspaceId, long since, int limit) {
        List<NumberedChange> seen = sql.query(
                "SELECT n, at, type, data FROM change_entry WHERE workspace_id = ? AND n > ? ORDER BY n LIMIT ?",
                bind -> bind.id(workspaceId).number(since).number(limit),
                row -> new NumberedChange(row.big("n"), row.time("at"), row.text("type"), row.text("data")));
        for (int i = 1; i < seen.size(); i++) {
            if (seen.get(i).n() != seen.get(i - 1).n() + 1) {
                return seen.subList(0, i);
            }
        }
        return seen;
    }

    private record Found(UUID workspaceId, ChangeHead head) {
        static Found of(Row row) {
            return new Found(row.id("workspace_id"), new ChangeHead(row.text("epoch"), row.big("n")));
        }
    }

    @Override
    public Map<UUID, ChangeHead> heads(Collection<UUID> workspaceIds) {
        return sql
                .queryIn(
                        "SELECT workspace_id, epoch, n FROM change_head WHERE workspace_id IN (:ids)",
                        workspaceIds,
                        Found::of)
                .stream()
                .collect(Collectors.toMap(Found::workspaceId, Found::head));
    }

    @Override
    public void begin(UUID workspaceId, String epoch) {
        sql.update("INSERT INTO change_head (workspace_id, epoch, n) VALUES (?, ?, 0)", bind -> bind.id(workspaceId)
                .text(epoch));
    }
}
