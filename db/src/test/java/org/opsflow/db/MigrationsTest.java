package org.opsflow.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private DatabaseAccess access;

    @BeforeEach
    void empty() throws SQLException {
        access = TestDatabase.empty();
    }

    @Test
    void makeEveryTableFromNothing() throws SQLException {
        Migrations.run(access);
        assertThat(ask(TestDatabase.TABLES)).isEqualTo(String.valueOf(ChangeSets.tables()));
    }

    @Test
    void changeNothingTheSecondTime() throws SQLException {
        Migrations.run(access);
        var before = ask("SELECT GROUP_CONCAT(id, dateexecuted) FROM DATABASECHANGELOG");
        Migrations.run(access);
        assertThat(ask("SELECT GROUP_CONCAT(id, dateexecuted) FROM DATABASECHANGELOG"))
                .isEqualTo(before);
    }

    @Test
    void canAllBeTakenBackAndMadeAgain() throws SQLException {
        Migrations.run(access);
        try (var connection = access.connect()) {
            Migrations.rollBackAll(connection);
        }
        assertThat(ask(TestDatabase.TABLES)).isEqualTo("0");
        Migrations.run(access);
        assertThat(ask(TestDatabase.TABLES)).isEqualTo(String.valueOf(ChangeSets.tables()));
    }

    @Test
    void canEachRunTwiceAndBeTakenBack() throws IOException {
        for (var changeSet : ChangeSets.all()) {
            assertThat(changeSet.sql()).as(changeSet.id()).containsPattern("IF (NOT )?EXISTS");
            assertThat(changeSet.sql().replaceAll("'[^']*'", "").split(";"))
                    .as(changeSet.id())
                    .hasSize(1);
            assertThat(changeSet.rollback()).as(changeSet.id()).containsIgnoringCase("IF EXISTS");
        }
    }

    @Test
    void refuseDataOfANewerVersion() throws SQLException {
        Migrations.run(access);
        TestDatabase.execute(
                access, "UPDATE DATABASECHANGELOG SET id = 'from-the-future' WHERE id = 'workspace-workspace'");
        assertThatThrownBy(() -> Migrations.run(access))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("newer Opsflow")
                .hasMessageContaining("from-the-future");
    }

    @Test
    void waitForEachOther() throws IOException, InterruptedException, SQLException {
        var both = List.of(
                JavaProcess.start(Migrations.class, credentials()), JavaProcess.start(Migrations.class, credentials()));
        for (var process : both) {
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            assertThat(printed).isEmpty();
        }
        assertThat(ask("SELECT COUNT(*) - COUNT(DISTINCT id) FROM DATABASECHANGELOG"))
                .isEqualTo("0");
    }

    @Test
    void printNothing() {
        var printed = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            Migrations.run(access);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void leaveTheConnectionAsItWas() throws SQLException {
        try (var connection = access.forServer().connect();
                var statement = connection.createStatement()) {
            Migrations.run(connection);
            assertThat(connection.getAutoCommit()).isTrue();
            var rows = statement.executeQuery(
                    "SELECT CONCAT_WS(',', FLOOR(@@max_statement_time), @@idle_transaction_timeout, IS_USED_LOCK('x') IS NULL)");
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("30,5,1");
        }
    }

    private String[] credentials() {
        return new String[] {
            access.url(), access.user(), TestDatabase.passwordFile().toString()
        };
    }

    private String ask(String sql) throws SQLException {
        return TestDatabase.ask(access, sql);
    }
}
