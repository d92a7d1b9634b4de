package org.opsflow.persistence.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.opsflow.domain.shared.Ids;

/**
 * The only class that makes statements. Statements join the transaction of their thread. In a writer's
 * ({@link KeptConnections}) they travel together ({@link Pipeline}): a query when its rows are looked at, at the latest when
 * those of another are, or at the commit; in their order always.
 *
 * <p>Hot statements are made with {@link Statement#NO_GENERATED_KEYS}: without it a connection that a pool has
 * wrapped may run a batch row by row, without a word, at twenty times the cost.
 */
@ApplicationScoped
public class Sql {
    /** A statement has at most 65,535 places. */
    static final int MOST_IDS = 16_384;

    @Inject
    private Connections connections;

    Sql() {}

    public Sql(DataSource dataSource) {
        this(new Connections(dataSource));
    }

    Sql(Connections connections) {
        this.connections = connections;
    }

    public <T> List<T> query(String sql, Consumer<Binder> parameters, Function<Row, T> mapper) {
        Optional<Pipeline> pipeline = connections.pipeline();
        if (pipeline.isPresent()) {
            return connections.use(
                    joined -> pipeline.get().query(sql, statement -> parameters.accept(new Binder(statement)), mapper));
        }
        return run(sql, statement -> {
            parameters.accept(new Binder(statement));
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results);
                List<T> mapped = new ArrayList<>();
                while (results.next()) {
                    mapped.add(mapper.apply(row));
                }
                return mapped;
            }
        });
    }

    /** As {@link #query}, for statements with one {@code IN (:ids)}; no statement when there are no ids, several when many. */
    public <T> List<T> queryIn(String sql, Collection<UUID> ids, Function<Row, T> mapper) {
        return queryIn(sql, before -> {}, ids, mapper);
    }

    /** @param before binds what stands before {@code :ids} */
    public <T> List<T> queryIn(String sql, Consumer<Binder> before, Collection<UUID> ids, Function<Row, T> mapper) {
        // Several statements must lock in the order of one.
        List<UUID> sorted = ids.stream().distinct().sorted(Ids::compareBytes).toList();
        if (sorted.isEmpty()) {
            return List.of();
        }
        if (sorted.size() <= MOST_IDS) {
            return queryOne(sql, before, sorted, mapper);
        }
        List<T> found = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MOST_IDS) {
            found.addAll(queryOne(sql, before, sorted.subList(from, Math.min(sorted.size(), from + MOST_IDS)), mapper));
        }
        return found;
    }

    private <T> List<T> queryOne(String sql, Consumer<Binder> before, List<UUID> ids, Function<Row, T> mapper) {
        List<UUID> padded = Padding.of(ids);
        String places = String.join(",", Collections.nCopies(padded.size(), "?"));
        return query(
                sql.replace(":ids", places),
                binder -> {
                    before.accept(binder);
                    padded.forEach(binder::id);
                },
                mapper);
    }

    /** Rows changed. */
    public int update(String sql, Consumer<Binder> parameters) {
        return run(sql, statement -> {
            parameters.accept(new Binder(statement));
            return statement.executeUpdate();
        });
    }

    /** One statement for all rows, by the driver's bulk protocol; it tells no counts. */
    public <T> void bulk(String sql, Collection<T> rows, BiConsumer<Binder, T> parameters) {
        if (rows.isEmpty()) {
            return;
        }
        Pipeline.Binding bindRows = statement -> {
            for (T row : rows) {
                parameters.accept(new Binder(statement), row);
                statement.addBatch();
            }
        };
        Optional<Pipeline> pipeline = connections.pipeline();
        if (pipeline.isPresent()) {
            connections.use(joined -> {
                pipeline.get().update(sql, bindRows);
                return null;
            });
            return;
        }
        run(sql, statement -> {
            if (statement.getConnection().getAutoCommit()) {
                throw new IllegalStateException("Bulk statements belong into a transaction, and there is none");
            }
            bindRows.to(statement);
            try {
                return statement.executeBatch();
            } catch (SQLException failed) {
                if (Altered.causes(failed)) {
                    statement.getConnection().abort(Runnable::run);
                }
                throw failed;
            }
        });
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Use<T> use) {
        Optional<Pipeline> pipeline = connections.pipeline();
        return connections.use(connection -> {
            if (pipeline.isPresent()) {
                pipeline.get().send();
            }
            try (PreparedStatement statement = connection.prepareStatement(sql, Statement.NO_GENERATED_KEYS)) {
                return use.of(statement);
            }
        });
    }
}
