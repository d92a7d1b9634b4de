package org.opsflow.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opsflow.persistence.MariaDb;

class PipelineTest {
    private static final int MANY = 40;

    private final DataSource pool = (DataSource) Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> MariaDb.connect());
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
        List<List<String>> kept = new java.util.ArrayList<>();
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

    @Test
    void manyIdsAreAskedForAsWell() {
        List<UUID> ids = Collections.nCopies(2_000, null).stream()
                .map(none -> UUID.randomUUID())
                .toList();
        transactions.inOne(() -> {
            head(workspace, "e");
            List<String> first = epochs(sql);
            List<String> found = sql.queryIn(
                    "SELECT epoch FROM change_head WHERE workspace_id IN (:ids)",
                    Stream.concat(ids.stream(), Stream.of(workspace)).toList(),
                    row -> row.text("epoch"));
            assertThat(found).isEqualTo(first).containsExactly("e");
            return null;
        });
    }
}
