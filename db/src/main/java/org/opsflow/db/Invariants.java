package org.opsflow.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Checks every invariant of the tables on a database, live or at rest, and changes nothing. */
public final class Invariants {

    private static final int EXAMPLES = 5;
    private static final Pattern CHECK = Pattern.compile("(?m)^-- ([a-z-]+): (.+)\n((?:(?!-- ).*\n)+?.*;)$");

    private Invariants() {}

    /**
     * Empty when all is well.
     *
     * @throws DatabaseProblem when the tables were never made
     */
    public static List<Violation> check(Connection connection) throws SQLException {
        if (!hasTables(connection)) {
            throw new DatabaseProblem("The database holds no tables of Opsflow: start the server once to make them.");
        }
        var violations = new ArrayList<Violation>();
        for (var invariant : all()) {
            check(connection, invariant).ifPresent(violations::add);
        }
        return violations;
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (var tables =
                connection.getMetaData().getTables(connection.getCatalog(), null, "DATABASECHANGELOG", null)) {
            return tables.next();
        }
    }

    /** How many there are. */
    public static int count() {
        return all().size();
    }

    private static Optional<Violation> check(Connection connection, Invariant invariant) throws SQLException {
        var examples = new ArrayList<String>();
        var count = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(invariant.sql())) {
            while (rows.next()) {
                count++;
                if (count <= EXAMPLES) {
                    examples.add(row(rows));
                }
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new Violation(invariant.name(), invariant.sentence(), examples, count));
    }

    private static String row(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var row = new StringJoiner(", ");
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            row.add(columns.getColumnLabel(i) + " " + rows.getString(i));
        }
        return row.toString();
    }

    static List<Invariant> all() {
        return CHECK.matcher(text())
                .results()
                .map(check -> new Invariant(check.group(1), check.group(2), check.group(3)))
                .toList();
    }

    private static String text() {
        try (var in = Invariants.class.getResourceAsStream("invariants.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
