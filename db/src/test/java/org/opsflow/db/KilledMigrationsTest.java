package org.opsflow.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** SIGKILL at every point of every change set; each start goes on where the killed one stopped. */
class KilledMigrationsTest {

    @Test
    void goOnAfterAKillAtAnyPointOfAnyChangeSet() throws SQLException, IOException, InterruptedException {
        var access = TestDatabase.empty();
        for (var changeSet : ChangeSets.all()) {
            killAt(access, "before", changeSet.id());
            assertThat(made(access)).isEqualTo(noted(access));
            killAt(access, "after", changeSet.id());
            assertThat(made(access)).as("%s is made, not noted", changeSet.id()).isEqualTo(noted(access) + 1);
        }
        Migrations.run(access);
        assertThat(noted(access)).isEqualTo(ChangeSets.all().size());
        assertThat(made(access)).isEqualTo(ChangeSets.all().size());
    }

    private static int noted(DatabaseAccess access) throws SQLException {
        return count(access, "SELECT COUNT(*) FROM DATABASECHANGELOG");
    }

    private static int made(DatabaseAccess access) throws SQLException {
        return count(access, TestDatabase.TABLES);
    }

    private static int count(DatabaseAccess access, String sql) throws SQLException {
        return Integer.parseInt(TestDatabase.ask(access, sql));
    }

    private static void killAt(DatabaseAccess access, String point, String id)
            throws IOException, InterruptedException {
        var process = JavaProcess.start(
                StoppedMigrations.class,
                access.url(),
                access.user(),
                TestDatabase.passwordFile().toString(),
                point,
                id);
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).as("%s %s", point, id).isEqualTo(StoppedMigrations.REACHED);
        } finally {
            // On Linux this is SIGKILL.
            process.destroyForcibly().waitFor();
        }
    }
}
