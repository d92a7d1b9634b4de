package org.opsflow.inside;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.Workspaces;
import org.opsflow.persistence.shared.Sql;

/** A use case of the tests: one transaction over both ways to the database, and an event. */
@ApplicationScoped
public class TwoStores {
    /** What was written. */
    public record Written(UUID id) {}

    private final Map<UUID, Integer> heard = new ConcurrentHashMap<>();

    @Inject
    ChangeLog bySql;

    @Inject
    Workspaces byJpa;

    @Inject
    Event<Written> written;

    @Inject
    Sql sql;

    @PersistenceContext
    EntityManager entities;

    @Resource
    TransactionSynchronizationRegistry transaction;

    @Transactional
    public void write(UUID id, boolean fail) {
        write(id, fail, () -> {});
    }

    /** @param meanwhile done between the two stores */
    @Transactional
    public void write(UUID id, boolean fail, Runnable meanwhile) {
        bySql.begin(id, "e");
        meanwhile.run();
        byJpa.add(new Workspace(id, "t-" + id.toString().substring(0, 8), "Test", Instant.EPOCH));
        written.fire(new Written(id));
        if (fail) {
            throw new IllegalStateException("told to fail");
        }
    }

    /** With the state of the transaction in which it was heard. */
    public Map<UUID, Integer> heard() {
        return heard;
    }

    @Transactional
    public boolean holdsRow(UUID id) {
        return !sql.query("SELECT n FROM change_head WHERE workspace_id = ?", row -> row.id(id), row -> row.big("n"))
                .isEmpty();
    }

    @Transactional
    public boolean holdsEntity(UUID id) {
        return entities.find(Workspace.class, id) != null;
    }

    void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) Written event) {
        heard.put(event.id(), transaction.getTransactionStatus());
    }
}
