package org.opsflow.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvariantsTest {

    private static final Pattern NAMED = Pattern.compile("(?m)^-- ([a-z-]+)\n(.+);$");
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException, IOException {
        var access = TestDatabase.empty();
        Migrations.run(access);
        connection = access.connect();
        connection.setAutoCommit(false);
        for (var sql : read("healthy.sql").replaceAll("(?m)^--.*$", "").split(";\n")) {
            execute(sql);
        }
        connection.commit();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @AfterEach
    void mend() throws SQLException {
        connection.rollback();
    }

    @Test
    void findsNothingInAHealthyDatabase() throws SQLException {
        assertThat(Invariants.check(connection)).isEmpty();
    }

    @Test
    void everyCheckHasAPlantedViolation() throws IOException {
        assertThat(planted().keySet()).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void everyCheckIsRead() throws IOException {
        var inFile = read("invariants.sql")
                .lines()
                .filter(line -> line.matches("-- [a-z-]+: .*"))
                .count();
        assertThat(names()).doesNotHaveDuplicates().hasSize((int) inFile).hasSize(Invariants.count());
    }

    @ParameterizedTest
    @MethodSource("names")
    void findsThePlantedViolation(String name) throws SQLException, IOException {
        execute(planted().get(name));
        assertThat(Invariants.check(connection))
                .extracting(Violation::invariant)
                .contains(name);
    }

    @Test
    void saysWhatIsBrokenAndWhere() throws SQLException {
        execute("UPDATE run SET steps_total = 6 WHERE id = #r1");
        assertThat(Invariants.check(connection))
                .singleElement()
                .asString()
                .matches("run-steps-total: A run counts all its steps. Not so: run [0-9A-F]{32}, stated 6, found 5");
    }

    @Test
    void countsWhatItDoesNotShow() throws SQLException {
        execute("INSERT INTO blob_chunk SELECT UNHEX(MD5(seq)), 0, '' FROM seq_1_to_20");
        var violation = Invariants.check(connection).get(0);
        assertThat(violation.count()).isEqualTo(20);
        assertThat(violation.examples()).hasSize(5);
        assertThat(violation).asString().endsWith("… (20 in all)");
    }

    @Test
    void saysThatThereAreNoTables() throws SQLException {
        var schema = new DatabaseAccess(
                TestDatabase.root().url() + "mysql",
                TestDatabase.root().user(),
                TestDatabase.root().password());
        try (var other = schema.connect()) {
            assertThatThrownBy(() -> Invariants.check(other)).isInstanceOf(DatabaseProblem.class);
        }
    }

    private static List<String> names() {
        return Invariants.all().stream().map(Invariant::name).toList();
    }

    private static Map<String, String> planted() throws IOException {
        var planted = new TreeMap<String, String>();
        NAMED.matcher(read("planted.sql")).results().forEach(match -> planted.put(match.group(1), match.group(2)));
        return planted;
    }

    private static void execute(String sql) throws SQLException {
        if (sql.isBlank()) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(sql.replaceAll("#([a-z]\\w*)(?=[, );]|$)", "UNHEX(MD5('$1'))"));
        }
    }

    private static String read(String name) throws IOException {
        try (var in = Invariants.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
