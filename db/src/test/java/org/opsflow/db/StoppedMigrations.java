package org.opsflow.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/**
 * Runs the migrations in a JVM of its own and stops for ever at one point of one change set, to be killed there. Arguments:
 * address, user, file with the password, the point ({@code before} or {@code after}, which is before it is noted as run), the
 * change set.
 */
final class StoppedMigrations extends AbstractChangeExecListener {

    static final String REACHED = "reached";

    private final String point;
    private final String id;

    private StoppedMigrations(String point, String id) {
        this.point = point;
        this.id = id;
    }

    public static void main(String... arguments) throws IOException, SQLException {
        var access = new DatabaseAccess(arguments[0], arguments[1], Files.readString(Path.of(arguments[2])));
        try (var connection = access.connect()) {
            Migrations.run(connection, new StoppedMigrations(arguments[3], arguments[4]));
        }
    }

    @Override
    public void willRun(ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.RunStatus status) {
        stopAt("before", changeSet);
    }

    @Override
    public void ran(Change change, ChangeSet changeSet, DatabaseChangeLog log, Database database) {
        stopAt("after", changeSet);
    }

    private void stopAt(String here, ChangeSet changeSet) {
        if (point.equals(here) && id.equals(changeSet.getId())) {
            System.out.println(REACHED);
            try {
                // The killer never writes: this waits until the process is gone.
                System.in.read();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
