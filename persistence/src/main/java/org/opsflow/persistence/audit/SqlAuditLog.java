package org.opsflow.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.AuditEntry;
import org.opsflow.domain.audit.AuditLog;
import org.opsflow.domain.audit.Target;
import org.opsflow.persistence.shared.Binder;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** The audit log in SQL. */
@ApplicationScoped
public class SqlAuditLog implements AuditLog {
    private static final int USER_AGENT_LENGTH = 255;
    private static final String DONE = "done";
    private static final String REFUSED = "refused";

    private final Sql sql;

    @Inject
    public SqlAuditLog(Sql sql) {
        this.sql = sql;
    }

    SqlAuditLog() {
        this(null);
    }

    @Override
    public void put(Collection<AuditEntry> entries) {
        sql.bulk(
                "INSERT INTO audit_entry (id, workspace_id, at, last_at, times, action, outcome, code, actor_type,"
                        + " actor_id, key_id, address, user_agent, target_type, target_id, details)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE times = VALUES(times), last_at = VALUES(last_at)",
                entries,
                SqlAuditLog::bind);
    }

    private static void bind(Binder bind, AuditEntry entry) {
        Actor actor = entry.actor();
        bind.id(entry.id())
                .id(actor.workspaceId())
                .time(entry.at())
                .time(entry.lastAt())
                .number(entry.times())
                .text(entry.action())
                .text(entry.isRefused() ? REFUSED : DONE)
                .text(entry.code())
                .text(actor.kind().name().toLowerCase(Locale.ROOT))
                .id(actor.id())
                .id(actor.keyId())
                .text(actor.address())
                .text(Optional.of(actor.userAgent()), USER_AGENT_LENGTH)
                .text(entry.target().type())
                .text(entry.target().id())
                .text(entry.details());
    }

    @Override
    public List<AuditEntry> find(UUID workspaceId, Wanted wanted, int most) {
        List<String> conditions = new ArrayList<>();
        List<Consumer<Binder>> values = new ArrayList<>();
        wanted.before().ifPresent(id -> {
            conditions.add(" AND id < ?");
            values.add(bind -> bind.id(id));
        });
        wanted.action().ifPresent(action -> {
            conditions.add(" AND action = ?");
            values.add(bind -> bind.text(action));
        });
        wanted.refused().ifPresent(refused -> {
            conditions.add(" AND outcome = ?");
            values.add(bind -> bind.text(refused ? REFUSED : DONE));
        });
        wanted.actorId().ifPresent(id -> {
            conditions.add(" AND actor_id = ?");
            values.add(bind -> bind.id(id));
        });
        wanted.address().ifPresent(address -> {
            conditions.add(" AND address = ?");
            values.add(bind -> bind.text(address));
        });
        wanted.since().ifPresent(since -> {
            conditions.add(" AND last_at >= ?");
            values.add(bind -> bind.time(since));
        });
        wanted.until().ifPresent(until -> {
            conditions.add(" AND at < ?");
            values.add(bind -> bind.time(until));
        });
        String more = String.join("", conditions) + " ORDER BY id DESC LIMIT ?)";
        Consumer<Binder> given = bind -> {
            bind.id(workspaceId);
            values.forEach(value -> value.accept(bind));
            bind.number(most);
        };
        // Each from its own index: together they would be sorted, all of them.
        return sql.query(
                "(SELECT * FROM audit_entry WHERE workspace_id = ?" + more
                        + " UNION ALL (SELECT * FROM audit_entry WHERE workspace_id IS NULL"
                        + " AND ? = (SELECT MIN(id) FROM workspace)" + more + " ORDER BY id DESC LIMIT ?",
                bind -> {
                    given.accept(bind);
                    given.accept(bind);
                    bind.number(most);
                },
                SqlAuditLog::entry);
    }

    @Override
    public int forget(boolean refused, Instant before, int most) {
        return sql.update(
                "DELETE FROM audit_entry WHERE outcome = ? AND last_at < ? LIMIT ?",
                bind -> bind.text(refused ? REFUSED : DONE).time(before).number(most));
    }

    private static AuditEntry entry(Row row) {
        Actor actor = new Actor(
                row.optionalId("workspace_id"),
                Actor.Kind.valueOf(row.text("actor_type").toUpperCase(Locale.ROOT)),
                row.optionalId("actor_id"),
                row.optionalId("key_id"),
                row.text("address"),
                row.text("user_agent"));
        return new AuditEntry(
                row.id("id"),
                actor,
                row.time("at"),
                row.time("last_at"),
                row.number("times"),
                row.text("action"),
                row.optionalText("code"),
                new Target(row.text("target_type"), row.text("target_id")),
                row.text("details"));
    }
}
