package org.opsflow.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.opsflow.db.DatabaseAccess;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.db.Migrations;

/** The one database of this test JVM, with all tables, and the persistence unit on it. Tests use ids of their own. */
public final class MariaDb {
    private static final EmbeddedDatabase SERVER = start();
    private static final EntityManagerFactory UNIT = unit(SERVER.access());

    private MariaDb() {}

    public static Connection connect() {
        return SERVER.access().connect();
    }

    /** With options of the caller, {@code name=value&name=value}, and what the running server adds to those. */
    public static Connection connectAsServer(String options) {
        DatabaseAccess own = SERVER.access();
        return new DatabaseAccess(own.url() + "?" + options, own.user(), own.password())
                .forServer()
                .connect();
    }

    /** With the options that connections of the running server have. */
    public static Connection connectAsServer() {
        return SERVER.access().forServer().connect();
    }

    /** Runs the work in one transaction of its own. */
    public static <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager entities = UNIT.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    public static void run(Consumer<EntityManager> work) {
        inTransaction(entities -> {
            work.accept(entities);
            return null;
        });
    }

    private static EmbeddedDatabase start() {
        try {
            Path directory = Files.createTempDirectory("opsflow-persistence-test");
            EmbeddedDatabase server = EmbeddedDatabase.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(directory);
            }));
            Migrations.run(server.access());
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EntityManagerFactory unit(DatabaseAccess access) {
        return Persistence.createEntityManagerFactory(
                "opsflow",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        "",
                        "jakarta.persistence.jdbc.driver",
                        "org.mariadb.jdbc.Driver",
                        "jakarta.persistence.jdbc.url",
                        access.url(),
                        "jakarta.persistence.jdbc.user",
                        access.user(),
                        "jakarta.persistence.jdbc.password",
                        access.password()));
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            directory.toFile().deleteOnExit();
        }
    }
}
