package org.opsflow.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    private final List<EmbeddedDatabase> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(EmbeddedDatabase::close);
    }

    @Test
    void keepsItsDataWhenItIsStartedAgain() throws SQLException {
        try (var database = start()) {
            execute(database.access(), "CREATE TABLE kept (word VARCHAR(20))");
            execute(database.access(), "INSERT INTO kept VALUES ('données')");
        }
        var again = start();
        assertThat(again.adopted()).isFalse();
        assertThat(ask(again.access(), "SELECT word FROM kept")).isEqualTo("données");
    }

    @Test
    void leavesNoProcessBehind() {
        var database = start();
        database.close();
        assertThat(ProcessHandle.of(database.pid())).isEmpty();
    }

    @Test
    void adoptsTheServerThatOutlivedItsLauncher() throws SQLException {
        var database = start();
        var adopted = start();
        assertThat(adopted.adopted()).isTrue();
        assertThat(adopted.pid()).isEqualTo(database.pid());
        assertThat(ask(adopted.access(), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void startsAgainAfterItsServerWasKilled() throws SQLException {
        var database = start();
        execute(database.access(), "CREATE TABLE kept (word VARCHAR(20))");
        var process = ProcessHandle.of(database.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        var again = start();
        assertThat(again.adopted()).isFalse();
        assertThat(ask(again.access(), "SELECT count(*) FROM kept")).isEqualTo("0");
    }

    @Test
    void makesItsTablesAnewWhenTheFirstStartWasKilled() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("data.new/mysql"));
        Files.writeString(directory.resolve("data.new/mysql/half"), "half");
        assertThat(ask(start().access(), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void findsTheLivingDatabaseOnlyWhileItRuns() {
        assertThat(EmbeddedDatabase.living(directory)).isEmpty();
        var database = start();
        assertThat(EmbeddedDatabase.living(directory)).contains(database.access());
        database.close();
        assertThat(EmbeddedDatabase.living(directory)).isEmpty();
    }

    @Test
    void twoRunSideBySide() throws SQLException {
        var one = start();
        var two = keep(EmbeddedDatabase.start(directory.resolve("second")));
        execute(one.access(), "CREATE TABLE only_here (id INT)");
        assertThat(two.port()).isNotEqualTo(one.port());
        assertThat(ask(two.access(), "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'opsflow'"))
                .isEqualTo("0");
        assertThat(ask(one.access(), "SELECT @@tmpdir")).isNotEqualTo(ask(two.access(), "SELECT @@tmpdir"));
    }

    @Test
    void letsNobodyInWithoutPassword() {
        var port = start().port();
        for (var user : List.of("root", "opsflow", "mysql", "")) {
            var access = new DatabaseAccess("jdbc:mariadb://127.0.0.1:" + port + "/", user, "");
            assertThatThrownBy(access::connect).as(user).isInstanceOf(DatabaseProblem.class);
        }
    }

    @Test
    void itsAccountSeesOneSchemaOnly() throws SQLException {
        var database = start();
        assertThatThrownBy(() -> ask(database.access(), "SELECT count(*) FROM mysql.global_priv"))
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> execute(database.access(), "CREATE DATABASE other"))
                .hasMessageContaining("denied");
        assertThat(ask(database.root(), "SELECT count(*) FROM mysql.global_priv WHERE User NOT LIKE '%.%'"))
                .isEqualTo("4");
    }

    @Test
    void writesPasswordsForItsOwnerOnly() throws IOException {
        start();
        for (var name : List.of("password", "root-password")) {
            var file = directory.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).hasSize(32);
        }
    }

    @Test
    void isDurableAndSpeaksUtf8() throws SQLException {
        var access = start().access();
        assertThat(ask(access, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        assertThat(ask(access, "SELECT @@innodb_doublewrite")).isEqualTo("ON");
        assertThat(ask(access, "SELECT @@character_set_database")).isEqualTo("utf8mb4");
        assertThat(ask(access, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
    }

    @Test
    void saysInOneSentenceThatADirectoryCannotBeUsed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("below")))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("make it writable");
    }

    private EmbeddedDatabase start() {
        return keep(EmbeddedDatabase.start(directory));
    }

    private EmbeddedDatabase keep(EmbeddedDatabase database) {
        started.add(database);
        return database;
    }

    private static void execute(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = access.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = access.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
