package org.opsflow.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a database that others run is fit for Opsflow: new enough, right charset, isolating, durable. */
public final class DatabaseCheck {

    private static final int MAJOR = 10;
    private static final int MINOR = 6;

    private DatabaseCheck() {}

    /** @throws DatabaseProblem naming all that is wrong */
    public static void of(DatabaseAccess access) {
        try (var connection = access.connect()) {
            var problems = problems(connection);
            if (!problems.isEmpty()) {
                throw new DatabaseProblem(String.join(" ", problems));
            }
        } catch (SQLException e) {
            throw new DatabaseProblem("The database at " + access.place() + " could not be examined.", e);
        }
    }

    /** A sentence for each problem; nothing is changed but the isolation of this session. */
    public static List<String> problems(Connection connection) throws SQLException {
        var problems = new ArrayList<String>();
        var version = ask(connection, "SELECT VERSION()");
        if (!version.toLowerCase(Locale.ROOT).contains("mariadb") || !isNewEnough(connection)) {
            problems.add("The database server is " + version + ": Opsflow needs MariaDB " + MAJOR + "." + MINOR
                    + " or newer.");
            return problems;
        }
        var schema = ask(connection, "SELECT COALESCE(DATABASE(), '')");
        if (schema.isEmpty()) {
            problems.add("The database address names no schema: end it with /opsflow, for example.");
            return problems;
        }
        var charset = ask(connection, "SELECT @@character_set_database");
        if (!charset.equals("utf8mb4")) {
            problems.add("The schema's character set is " + charset + ": change it with ALTER DATABASE `" + schema
                    + "` CHARACTER SET utf8mb4.");
        }
        if (!isReadCommittedPossible(connection)) {
            problems.add(
                    "The server cannot work in READ COMMITTED isolation: let transaction isolation be set and do not"
                            + " use binlog_format=STATEMENT.");
        }
        var flush = ask(connection, "SELECT @@GLOBAL.innodb_flush_log_at_trx_commit");
        if (!flush.equals("1")) {
            problems.add("The server may lose committed work in a crash (innodb_flush_log_at_trx_commit is " + flush
                    + "): set it to 1.");
        }
        return problems;
    }

    private static boolean isNewEnough(Connection connection) throws SQLException {
        var metadata = connection.getMetaData();
        var major = metadata.getDatabaseMajorVersion();
        return major > MAJOR || major == MAJOR && metadata.getDatabaseMinorVersion() >= MINOR;
    }

    /** InnoDB refuses writes in READ COMMITTED when the binary log is by statement. */
    private static boolean isReadCommittedPossible(Connection connection) {
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return ask(connection, "SELECT @@tx_isolation").equals("READ-COMMITTED")
                    && ask(connection, "SELECT @@log_bin = 0 OR @@binlog_format <> 'STATEMENT'")
                            .equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
