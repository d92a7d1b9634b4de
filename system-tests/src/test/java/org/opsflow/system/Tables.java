package org.opsflow.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in the database: of each table the rows and a checksum over them.
 *
 * @param rows by table
 * @param sums by table; not of those that a mere proof of life writes to
 */
record Tables(Map<String, Long> rows, Map<String, Long> sums) {

    /** Leases are renewed there, and the use of keys and sessions is noted, whatever happens. */
    private static final Set<String> ALIVE = Set.of("agent_session", "api_key", "sign_in");

    /** When an agent got on last is stored by a sweep, whenever that comes. */
    private static final Map<String, Set<String>> ALIVE_COLUMNS = Map.of("attempt", Set.of("progress_at"));

    /** What is refused is told there: it is meant to grow. */
    private static final Set<String> REFUSALS = Set.of("audit_entry");

    static Tables of(Connection connection) throws SQLException {
        var names = names(connection);
        var rows = new TreeMap<String, Long>();
        var sums = new TreeMap<String, Long>();
        try (var statement = connection.createStatement()) {
            for (var name : names) {
                try (var count = statement.executeQuery("SELECT COUNT(*) FROM `" + name + "`")) {
                    count.next();
                    rows.put(name, count.getLong(1));
                }
            }
            try (var checksums = statement.executeQuery("CHECKSUM TABLE `" + String.join("`, `", names) + "`")) {
                while (checksums.next()) {
                    var table = checksums.getString(1).replaceFirst("^.*\\.", "");
                    if (!ALIVE.contains(table) && !ALIVE_COLUMNS.containsKey(table)) {
                        sums.put(table, checksums.getLong(2));
                    }
                }
            }
            for (var table : ALIVE_COLUMNS.keySet()) {
                var columns = columns(connection, table);
                columns.removeAll(ALIVE_COLUMNS.get(table));
                try (var sum = statement.executeQuery("SELECT SUM(CRC32(CONCAT_WS('|', "
                        + columns.stream()
                                .map(column -> "COALESCE(HEX(`" + column + "`), '-')")
                                .collect(Collectors.joining(", "))
                        + "))) FROM `" + table + "`")) {
                    sum.next();
                    sums.put(table, sum.getLong(1));
                }
            }
        }
        return new Tables(rows, sums);
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        var names = new ArrayList<String>();
        try (var columns = connection.getMetaData().getColumns(connection.getCatalog(), null, table, null)) {
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME"));
            }
        }
        return names;
    }

    private static List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var tables =
                connection.getMetaData().getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        names.removeAll(REFUSALS);
        return names;
    }

    /** By how much each table grew; tables that did not are absent. */
    Map<String, Long> growthSince(Tables before) {
        var growth = new LinkedHashMap<String, Long>();
        rows.forEach((table, count) -> {
            if (!count.equals(before.rows.get(table))) {
                growth.put(table, count - before.rows.getOrDefault(table, 0L));
            }
        });
        return growth;
    }
}
