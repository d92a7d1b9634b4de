package org.opsflow.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.persistence.MariaDb;

/** A newer node migrates the tables while an older one writes to them. */
class AlteredTest {
    private final String table = "scratch_" + UUID.randomUUID().toString().replace("-", "");
    private final Connections connections = new Connections(null);
    private final Sql sql = new Sql(connections);
    private Connection kept = connect();

    private static Connection connect() {
        try {
            Connection connection = MariaDb.connectAsServer();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private void execute(String statement) {
        try (Connection other = MariaDb.connect()) {
            other.createStatement().execute(statement);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterEach
    void drop() throws SQLException {
        kept.close();
        execute("DROP TABLE " + table);
    }

    /** As a pool does it: the same connection again while it lives. */
    private void write(boolean together) throws SQLException {
        if (kept.isClosed()) {
            kept = connect();
        }
        Optional<Pipeline> pipeline = together ? Pipeline.of(kept) : Optional.empty();
        connections.join(new Connections.Joined(kept, pipeline));
        try {
            sql.bulk("INSERT INTO " + table + " (id, word) VALUES (?, ?)", List.of(1, 2, 3), (bind, id) -> bind.number(
                            id)
                    .text("word"));
            if (pipeline.isPresent()) {
                pipeline.get().send();
            }
            kept.commit();
        } finally {
            connections.join(null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isWrittenAgainAfterOneFailure(boolean together) throws SQLException {
        execute("CREATE TABLE " + table + " (id INT, word VARCHAR(20))");
        write(together);
        write(together);
        execute("ALTER TABLE " + table + " ADD COLUMN more INT NULL");

        assertThatThrownBy(() -> write(together));
        write(together);

        assertThat(rows()).isEqualTo(9);
    }

    private int rows() {
        try (Connection other = MariaDb.connect();
                var count = other.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getInt(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
