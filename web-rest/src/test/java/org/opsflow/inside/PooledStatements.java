package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opsflow.persistence.shared.Sql;

/** That a batch is one statement to the database, though it goes through a pool. */
interface PooledStatements {
    String INSERT = "INSERT INTO inside_bulk (id, word) VALUES (?, ?)";

    /** What the session has asked of the server so far. */
    record Asked(long questions, long executions) {
        static Asked now() {
            Map<String, Long> counters = Inside.bean(Sql.class)
                    .query(
                            "SHOW SESSION STATUS WHERE Variable_name IN ('Questions', 'Com_stmt_execute')",
                            none -> {},
                            row -> Map.entry(row.text("Variable_name"), row.big("Value")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new Asked(counters.get("Questions"), counters.get("Com_stmt_execute"));
        }

        static Asked during(Callable<?> work) throws Exception {
            Asked before = now();
            work.call();
            Asked after = now();
            return new Asked(after.questions - before.questions, after.executions - before.executions);
        }
    }

    @Test
    default void aBatchOf64IsAskedOfTheDatabaseAsOftenAsABatchOfOne() throws Exception {
        Inside.undone(() -> {
            prepareTable();
            // Once before, so that the statement is prepared.
            bulk(1);

            Asked one = Asked.during(() -> bulk(1));
            Asked many = Asked.during(() -> bulk(64));

            assertThat(many).isEqualTo(one);
            assertThat(rows()).isEqualTo(66);
            return null;
        });
    }

    /** Temporary, so of this connection only, which is the transaction's. */
    private static void prepareTable() {
        Sql sql = Inside.bean(Sql.class);
        sql.update("DROP TEMPORARY TABLE IF EXISTS inside_bulk", none -> {});
        sql.update("CREATE TEMPORARY TABLE inside_bulk (id INT, word VARCHAR(20))", none -> {});
    }

    private static Void bulk(int rows) {
        List<Integer> ids = IntStream.range(0, rows).boxed().toList();
        Inside.bean(Sql.class).bulk(INSERT, ids, (row, id) -> row.number(id).text("word " + id));
        return null;
    }

    private static long rows() {
        return Inside.bean(Sql.class)
                .query("SELECT COUNT(*) AS total FROM inside_bulk", none -> {}, row -> row.big("total"))
                .get(0);
    }
}
