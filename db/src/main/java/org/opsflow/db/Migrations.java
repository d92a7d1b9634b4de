package org.opsflow.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.GlobalConfiguration;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.FastCheckService;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings a database to the tables this code expects.
 *
 * <p>Nodes that start together wait for each other under a lock of the database session ({@code GET_LOCK}), which dies with
 * its holder. MariaDB commits each change of a table by itself, so a kill can leave a change made but not noted: every change
 * set may therefore run again.
 */
public final class Migrations {

    private static final String CHANGE_LOG = "db/changelog/root.xml";
    // Held here: a logger nobody refers to forgets its level.
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private Migrations() {}

    /** @throws DatabaseProblem with one sentence */
    public static void run(DatabaseAccess access) {
        try (var connection = access.connect()) {
            run(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Not inside a transaction of a container: changes of tables commit by themselves.
     *
     * @throws DatabaseProblem with one sentence
     */
    public static void run(DataSource source) {
        try (var connection = source.getConnection()) {
            run(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** @throws DatabaseProblem with one sentence; the connection stays open */
    public static void run(Connection connection) {
        run(connection, new DefaultChangeExecListener());
    }

    static void run(Connection connection, ChangeExecListener listener) {
        inLiquibase(connection, liquibase -> {
            refuseNewerData(liquibase);
            liquibase.setChangeExecListener(listener);
            liquibase.update(new Contexts(), new LabelExpression());
        });
    }

    static void rollBackAll(Connection connection) {
        inLiquibase(connection, liquibase -> {
            var count = liquibase.getDatabaseChangeLog().getChangeSets().size();
            liquibase.rollback(count, null, new Contexts(), new LabelExpression());
        });
    }

    /**
     * One at a time in a JVM: Liquibase keeps state of its own for all of it. And on a thread of its own: it leaves things
     * in the thread, and in all that this one starts, by which a server would hold on to an application it has undeployed.
     */
    private static synchronized void inLiquibase(Connection connection, Work work) {
        var migration = new FutureTask<Void>(() -> onThisThread(connection, work), null);
        var thread = new Thread(migration, "opsflow-migrations");
        thread.start();
        try {
            migration.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DatabaseProblem problem ? problem : failed(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private static void onThisThread(Connection connection, Work work) {
        LIQUIBASE.setLevel(Level.WARNING);
        try (var session = new LongSession(connection);
                var lock = TableLock.take(session.connection())) {
            Scope.child(quiet(), () -> {
                var database = DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(lock.connection()));
                // Not closed: that would close the caller's connection.
                var resources = new ClassLoaderResourceAccessor(Migrations.class.getClassLoader());
                var liquibase = new Liquibase(CHANGE_LOG, resources, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                forgetOtherDatabases();
                work.on(liquibase);
            });
        } catch (DatabaseProblem e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** Liquibase remembers by address what it found, for as long as the JVM lives: wrong when the tables were dropped since. */
    private static void forgetOtherDatabases() {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .resetAll();
    }

    /**
     * Liquibase prints to the console and reports its use to its makers unless told otherwise; and it takes fright when the
     * application and its launcher both carry the change logs, which are the same.
     */
    private static Map<String, Object> quiet() {
        return Map.of(
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                AnalyticsArgs.ENABLED.getKey(),
                false,
                GlobalConfiguration.DUPLICATE_FILE_MODE.getKey(),
                GlobalConfiguration.DuplicateFileMode.SILENT);
    }

    private static void refuseNewerData(Liquibase liquibase) throws LiquibaseException {
        var known = liquibase.getDatabaseChangeLog().getChangeSets().stream()
                .map(ChangeSet::getId)
                .collect(Collectors.toSet());
        var unknown = liquibase.getDatabase().getRanChangeSetList().stream()
                .map(RanChangeSet::getId)
                .filter(id -> !known.contains(id))
                .findFirst();
        if (unknown.isPresent()) {
            throw new DatabaseProblem("The database holds data of a newer Opsflow (it knows the change \""
                    + unknown.get() + "\", this version does not): start that version or a newer one.");
        }
    }

    private static DatabaseProblem failed(Exception cause) {
        var root = (Throwable) cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new DatabaseProblem(
                "The tables cannot be brought up to date (" + DatabaseAccess.reason(root)
                        + "): nothing that was stored is changed; mend the cause and start again.",
                cause);
    }

    /** In a JVM of its own, so that a test can kill it. Arguments: address, user, file with the password. */
    public static void main(String... arguments) throws IOException {
        run(new DatabaseAccess(
                arguments[0],
                arguments[1],
                Files.readString(Path.of(arguments[2])).strip()));
    }

    @FunctionalInterface
    private interface Work {
        void on(Liquibase liquibase) throws LiquibaseException;
    }
}
