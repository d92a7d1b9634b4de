package org.opsflow.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseCheckTest {

    @Test
    void findsTheEmbeddedServerFit() throws SQLException {
        assertThat(problems(TestDatabase.empty())).isEmpty();
    }

    @Test
    void wantsUtf8() throws SQLException {
        var access = TestDatabase.empty();
        TestDatabase.execute(TestDatabase.root(), "ALTER DATABASE opsflow CHARACTER SET latin1");
        assertThat(problems(access))
                .singleElement()
                .asString()
                .contains("latin1")
                .contains("ALTER DATABASE `opsflow`");
    }

    @Test
    void wantsDurability() throws SQLException {
        var access = TestDatabase.empty();
        TestDatabase.execute(TestDatabase.root(), "SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        try {
            assertThat(problems(access)).singleElement().asString().contains("innodb_flush_log_at_trx_commit is 2");
            assertThatThrownBy(() -> DatabaseCheck.of(access)).isInstanceOf(DatabaseProblem.class);
        } finally {
            TestDatabase.execute(TestDatabase.root(), "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    @Test
    void wantsASchema() throws SQLException {
        var access = TestDatabase.empty();
        var without = new DatabaseAccess(access.url().replace("/opsflow", "/"), access.user(), access.password());
        assertThat(problems(without)).singleElement().asString().contains("names no schema");
    }

    @Test
    void saysInOneSentenceThatNobodyAnswers() {
        var access = new DatabaseAccess("jdbc:mariadb://127.0.0.1:1/opsflow?x=secret", "me", "secret");
        assertThatThrownBy(() -> DatabaseCheck.of(access))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageStartingWith("The database at jdbc:mariadb://127.0.0.1:1/opsflow cannot be used")
                .hasMessageNotContainingAny("secret", "\n");
    }

    @Test
    void connectionsOfTheServerAreIsolatedShortAndInUtc() throws SQLException {
        var access = TestDatabase.empty().forServer();
        var session = "SELECT CONCAT_WS(' ', @@tx_isolation, @@idle_transaction_timeout, FLOOR(@@max_statement_time),"
                + " @@innodb_lock_wait_timeout, @@time_zone)";
        assertThat(TestDatabase.ask(access, session)).isEqualTo("READ-COMMITTED 5 30 5 +00:00");
    }

    @Test
    void instantsAreStoredInUtcWhateverTheZoneOfTheJvm() throws SQLException {
        var access = TestDatabase.empty().forServer();
        var zone = java.util.TimeZone.getDefault();
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("America/New_York"));
        try (var connection = access.connect();
                var statement = connection.prepareStatement("SELECT CAST(? AS CHAR)")) {
            statement.setTimestamp(1, java.sql.Timestamp.from(Instant.parse("2026-07-01T12:00:00.123456Z")));
            var rows = statement.executeQuery();
            rows.next();
            assertThat(rows.getString(1)).startsWith("2026-07-01 12:00:00.123456");
        } finally {
            java.util.TimeZone.setDefault(zone);
        }
    }

    @Test
    void optionsThatTheOperatorGaveStay() {
        var access = new DatabaseAccess("jdbc:mariadb://db/opsflow?sslMode=trust&useBulkStmts=false", "me", "pw");
        assertThat(access.forServer().url())
                .startsWith("jdbc:mariadb://db/opsflow?sslMode=trust&useBulkStmts=false&useServerPrepStmts=true&")
                .doesNotContain("useBulkStmts=true");
    }

    private static List<String> problems(DatabaseAccess access) throws SQLException {
        try (var connection = access.connect()) {
            return DatabaseCheck.problems(connection);
        }
    }
}
