package org.opsflow.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** One embedded server for all tests of this JVM; each test asks for an empty schema. */
final class TestDatabase {

    /** Counts the tables that change logs made. */
    static final String TABLES = "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema = 'opsflow' AND table_name NOT LIKE 'DATABASECHANGELOG%'";

    private static final TestDatabase ONLY = new TestDatabase();

    private final Path directory;
    private final EmbeddedDatabase server;

    private TestDatabase() {
        try {
            directory = Files.createTempDirectory("opsflow-db-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = EmbeddedDatabase.start(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    static DatabaseAccess empty() throws SQLException {
        execute(
                root(),
                "DROP DATABASE opsflow",
                "CREATE DATABASE opsflow CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        return ONLY.server.access();
    }

    static DatabaseAccess root() {
        return ONLY.server.root();
    }

    static Path passwordFile() {
        return ONLY.directory.resolve("password");
    }

    static void execute(DatabaseAccess access, String... statements) throws SQLException {
        try (var connection = access.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = access.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private void stop() {
        server.close();
        try {
            MariaDbFiles.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
