package org.opsflow.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.persistence.MariaDb;

class PipelineTest {
    private static final int MANY = 40;

    private final DataSource pool = (DataSource) Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> MariaDb.connectAsServer());
    private final Connections connections = new Connections(pool);
    private final Sql sql = new Sql(connections);
    private final Sql elsewhere = new Sql(pool);
    private final KeptConnections transactions = new KeptConnections(connections);
    private final UUID workspace = UUID.randomUUID();

    @AfterEach
    void giveBack() {
        transactions.end();
    }

    private void head(UUID id, String epoch) {
        sql.bulk(
                "INSERT INTO change_head (workspace_id, epoch, n) VALUES (?, ?, 0)",
                List.of(id),
                (bind, row) -> bind.id(row).text(epoch));
    }

    private List<String> epochs(Sql asked) {
        return asked.query(
                "SELECT epoch FROM change_head WHERE workspace_id = ?",
                bind -> bind.id(workspace),
                row -> row.text("epoch"));
    }

    private void entries(int rows, String data) {
        sql.bulk(
                "INSERT INTO change_entry (workspace_id, n, at, type, data) VALUES (?, ?, UTC_TIMESTAMP(6), 'test', ?)",
                IntStream.range(0, rows).boxed().toList(),
                (bind, n) -> bind.id(workspace).number(n).text(data));
    }

    private List<Integer> numbers(Sql asked) {
        return asked.query(
                "SELECT n FROM change_entry WHERE workspace_id = ? ORDER BY n",
                bind -> bind.id(workspace),
                row -> row.number("n"));
    }

    @Test
    void whatIsWrittenIsSeenByWhatIsReadAfterIt() {
        transactions.inOne(() -> {
            head(workspace, "e");
            entries(MANY, "{}");
            assertThat(numbers(sql)).hasSize(MANY);
            assertThat(epochs(sql)).containsExactly("e");
            return null;
        });
        assertThat(numbers(elsewhere)).hasSize(MANY);
    }

    @Test
    void nothingIsSentBeforeSomebodyLooks() {
        String mine = "opsflow-" + workspace;
        String lock = "SELECT GET_LOCK('" + mine + "', 0) AS got";
        transactions.inOne(() -> {
            List<Integer> got = sql.query(lock, none -> {}, row -> row.number("got"));
            assertThat(isFree(mine)).isTrue();
            assertThat(got).containsExactly(1);
            assertThat(isFree(mine)).isFalse();
            return null;
        });
    }

    private boolean isFree(String lock) {
        return elsewhere
                .query("SELECT IS_FREE_LOCK('" + lock + "') AS free", none -> {}, row -> row.flag("free"))
                .get(0);
    }

    @Test
    void rowsThatNobodyLooksAtAreAskedForBeforeTheCommit() {
        String mine = "opsflow-" + workspace;
        transactions.inOne(() -> sql.query("SELECT GET_LOCK('" + mine + "', 0)", none -> {}, row -> 1));
        assertThat(isFree(mine)).isFalse();
    }

    @Test
    void eachAnswerGoesToItsOwnQuestion() {
        transactions.inOne(() -> {
            List<Integer> one = sql.query("SELECT ? AS n", bind -> bind.number(1), row -> row.number("n"));
            List<String> text = sql.query("SELECT ? AS t", bind -> bind.text("two"), row -> row.text("t"));
            List<Integer> none = sql.query("SELECT 3 AS n WHERE 1 = 0", bind -> {}, row -> row.number("n"));
            assertThat(text).containsExactly("two");
            assertThat(one).containsExactly(1);
            assertThat(none).isEmpty();
            return null;
        });
    }

    /** Statements are prepared once for a connection, and what they answer is told without its columns then. */
    @Test
    void theSameQuestionIsAskedAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            int expected = i;
            transactions.inOne(() -> {
                Stream<List<Integer>> asked = Stream.of(1, 2)
                        .map(n -> sql.query(
                                "SELECT ? + ? AS n", bind -> bind.number(n).number(expected), row -> row.number("n")))
                        .toList()
                        .stream();
                assertThat(asked.flatMap(List::stream)).containsExactly(expected + 1, expected + 2);
                return null;
            });
        }
    }

    @Test
    void oneThatFailsFailsTheTransactionWithAllThatFollowed() {
        assertThatThrownBy(() -> transactions.inOne(() -> {
                    entries(MANY, "{}");
                    head(workspace, "e");
                    head(workspace, "again");
                    head(UUID.randomUUID(), "another");
                    return null;
                }))
                .isInstanceOf(DatabaseFailure.class)
                .matches(failed -> Unique.isTaken(failed, "PRIMARY"));

        assertThat(numbers(elsewhere)).isEmpty();
        assertThat(epochs(elsewhere)).isEmpty();
    }

    @Test
    void whatWaitedInATransactionThatFailedIsNotSentInTheNext() {
        assertThatThrownBy(() -> transactions.inOne(() -> {
                    head(workspace, "e");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        transactions.inOne(() -> null);

        assertThat(epochs(elsewhere)).isEmpty();
    }

    @Test
    void rowsOfATransactionThatFailedAreNotReadLater() {
        List<List<String>> kept = new ArrayList<>();
        assertThatThrownBy(() -> transactions.inOne(() -> {
                    kept.add(epochs(sql));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThatThrownBy(() -> kept.get(0).size()).hasMessageContaining("has failed");
    }

    /** Neither side reads while it writes: what finds no room on the way would wait for ever. */
    @Test
    @Timeout(120)
    void longQuestionsDoNotMeetLongAnswers() {
        String megabyte = "x".repeat(1 << 20);
        transactions.inOne(() -> {
            List<Integer> answer = sql.query("SELECT REPEAT('x', 48 << 20) AS t", none -> {}, row -> row.text("t")
                    .length());
            entries(MANY, megabyte);
            assertThat(answer).containsExactly(48 << 20);
            return null;
        });
        assertThat(numbers(elsewhere)).hasSize(MANY);
    }

    private List<Integer> take(String lock) {
        return sql.query("SELECT GET_LOCK('" + lock + "', 0) AS got", none -> {}, row -> row.number("got"));
    }

    @Test
    void manyIdsDoNotFollowAnAnswerThatMayBeLong() {
        String mine = "opsflow-" + workspace;
        transactions.inOne(() -> {
            take(mine);
            sql.queryIn("SELECT 1 FROM change_head WHERE workspace_id IN (:ids)", ids(1_000), row -> 1);
            assertThat(isFree(mine)).isTrue();
            sql.queryIn("SELECT 1 FROM change_head WHERE workspace_id IN (:ids)", ids(1_025), row -> 1);
            assertThat(isFree(mine)).isFalse();
            return null;
        });
    }

    private static List<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    @Test
    void rowsAreWrittenBeforeThereAreTooMany() {
        transactions.inOne(() -> {
            entries(1_000, "{}");
            assertThat(uncommitted()).isZero();
            head(workspace, "e");
            assertThat(uncommitted()).isEqualTo(1_000);
            return null;
        });
    }

    private int uncommitted() {
        try (Connection connection = MariaDb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
            ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM change_entry WHERE workspace_id = UNHEX('"
                    + workspace.toString().replace("-", "") + "')");
            count.next();
            return count.getInt(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** A lock that does not come in time ends one statement; those behind it are done, and must not last. */
    @Test
    void whatFollowsOneThatWaitedTooLongIsRolledBack() throws Exception {
        UUID held = UUID.randomUUID();
        transactions.inOne(() -> {
            head(held, "e");
            return null;
        });
        try (Connection other = MariaDb.connect()) {
            other.setAutoCommit(false);
            raise(other, held);
            assertThatThrownBy(() -> transactions.inOne(() -> {
                        sql.update("SET SESSION innodb_lock_wait_timeout = 1", none -> {});
                        entries(MANY, "{}");
                        raise(held);
                        head(workspace, "e");
                        return null;
                    }))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("Lock wait timeout");
        }
        assertThat(numbers(elsewhere)).isEmpty();
        assertThat(epochs(elsewhere)).isEmpty();
    }

    /** InnoDB then rolls back by itself, and what follows finds itself in a transaction of its own. */
    @Test
    void whatFollowsADeadlockIsRolledBack() throws Exception {
        UUID ours = UUID.randomUUID();
        UUID theirs = UUID.randomUUID();
        transactions.inOne(() -> {
            head(ours, "e");
            head(theirs, "e");
            return null;
        });
        try (Connection other = MariaDb.connect()) {
            other.setAutoCommit(false);
            // Whoever has changed less is the victim.
            try (Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO change_head (workspace_id, epoch, n) SELECT UNHEX(CONCAT('"
                        + UUID.randomUUID().toString().replace("-", "").substring(0, 20)
                        + "', LPAD(HEX(seq), 12, '0'))), 'e', 0 FROM seq_1_to_200");
            }
            raise(other, theirs);
            CompletableFuture<Void> crossing = new CompletableFuture<>();
            assertThatThrownBy(() -> transactions.inOne(() -> {
                        raise(ours);
                        assertThat(epochs(sql)).isEmpty();
                        crossing.completeAsync(() -> {
                            raise(other, ours);
                            return null;
                        });
                        raise(theirs);
                        head(workspace, "e");
                        return null;
                    }))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("Deadlock");
            crossing.get(60, TimeUnit.SECONDS);
        }
        assertThat(epochs(elsewhere)).isEmpty();
    }

    private void raise(UUID id) {
        sql.bulk("UPDATE change_head SET n = n + 1 WHERE workspace_id = ?", List.of(id), (bind, row) -> bind.id(row));
    }

    private static void raise(Connection connection, UUID id) {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE change_head SET n = n + 1 WHERE workspace_id = ?")) {
            statement.setBytes(1, Row.bytes(id));
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The answers of what was sent before would be read by who uses it next. */
    @Test
    void aConnectionThatWasLeftInTheMiddleIsEnded() throws Exception {
        String insert = "INSERT INTO change_head (workspace_id, epoch, n) VALUES (?, ?, 0)";
        try (Connection connection = MariaDb.connectAsServer()) {
            connection.setAutoCommit(false);
            Pipeline pipeline = Pipeline.of(connection).orElseThrow();
            pipeline.update(insert, row -> {
                row.setBytes(1, Row.bytes(workspace));
                row.setString(2, "e");
                row.addBatch();
            });
            pipeline.update(insert, row -> {
                row.setBytes(1, Row.bytes(UUID.randomUUID()));
                row.setCharacterStream(2, new BrokenReader());
                row.addBatch();
            });

            assertThatThrownBy(pipeline::send).hasMessage("broken");

            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(epochs(elsewhere)).isEmpty();
    }

    private static final class BrokenReader extends StringReader {
        BrokenReader() {
            super("");
        }

        @Override
        public int read(char[] into, int from, int length) {
            throw new IllegalStateException("broken");
        }
    }

    @ParameterizedTest
    @CsvSource({"3.5.11, true", "3.5.6, true", "3.5.5, false", "3.6.0, false", "3.4.2, false", "13.5.6, false"})
    void isMadeForSomeVersionsOfTheDriver(String version, boolean known) throws Exception {
        DatabaseMetaData driver = (DatabaseMetaData) Proxy.newProxyInstance(
                DatabaseMetaData.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> version);
        assertThat(Pipeline.isKnown(driver)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "useBulkStmts=false",
                "transactionReplay=true",
                "includeInnodbStatusInDeadlockExceptions=true",
            })
    void somethingElseIsDoneWithTheConnection(String option) throws Exception {
        try (Connection connection = MariaDb.connectAsServer(option)) {
            assertThat(Pipeline.of(connection)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cachePrepStmts=false", "prepStmtCacheSize=1", "disablePipeline=true"})
    void otherOptionsOfTheDriverChangeNothing(String option) throws Exception {
        try (Connection connection = MariaDb.connectAsServer(option)) {
            connection.setAutoCommit(false);
            Pipeline pipeline = Pipeline.of(connection).orElseThrow();
            for (int i = 0; i < 3; i++) {
                List<Integer> one =
                        pipeline.query("SELECT ? AS n", row -> row.setInt(1, 1), found -> found.number("n"));
                List<Integer> two =
                        pipeline.query("SELECT ? + 1 AS n", row -> row.setInt(1, 1), found -> found.number("n"));
                assertThat(two).containsExactly(2);
                assertThat(one).containsExactly(1);
            }
        }
    }
}
