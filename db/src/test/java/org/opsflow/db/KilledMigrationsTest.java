package org.opsflow.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL when a change set was made but is not noted yet, in every one; and between two of them, where nothing is half done
 * and one place is like another: in every one of the long tests, else in some. Each start goes on where the killed one
 * stopped.
 */
class KilledMigrationsTest {

    private static final int BETWEEN_EVERY = System.getProperty("opsflow.long") == null ? 6 : 1;

    @Test
    void goOnAfterAKillAtAnyPointOfAnyChangeSet() throws SQLException, IOException, InterruptedException {
        var access = TestDatabase.empty();
        var noted = 0;
        for (var changeSet : ChangeSets.all()) {
            if (noted % BETWEEN_EVERY == 0) {
                killAt(access, "before", changeSet.id());
                assertThat(noted(access)).isEqualTo(noted);
            }
            var shape = shape(access);
            killAt(access, "after", changeSet.id());
            assertThat(shape(access)).as("%s is made", changeSet.id()).isNotEqualTo(shape);
            assertThat(noted(access)).as("%s is not noted", changeSet.id()).isEqualTo(noted);
            noted++;
        }
        Migrations.run(access);
        assertThat(noted(access)).isEqualTo(ChangeSets.all().size());
        assertThat(count(access, TestDatabase.TABLES)).isEqualTo((int) ChangeSets.tables());
    }

    private static int noted(DatabaseAccess access) throws SQLException {
        return count(access, "SELECT COUNT(*) FROM DATABASECHANGELOG");
    }

    /** All columns with their types, and all indexes: each change set changes one of them. */
    private static String shape(DatabaseAccess access) throws SQLException {
        String ours = " WHERE table_schema = DATABASE() AND table_name NOT LIKE 'DATABASECHANGELOG%')";
        return TestDatabase.ask(
                access,
                "SELECT CONCAT_WS(';',"
                        + " (SELECT GROUP_CONCAT(CONCAT_WS(' ', table_name, column_name, column_type, collation_name)"
                        + " ORDER BY table_name, ordinal_position) FROM information_schema.columns" + ours + ","
                        + " (SELECT GROUP_CONCAT(CONCAT_WS(' ', table_name, index_name, column_name)"
                        + " ORDER BY table_name, index_name, seq_in_index) FROM information_schema.statistics" + ours
                        + ")");
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
