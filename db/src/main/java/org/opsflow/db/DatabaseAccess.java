package org.opsflow.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * Where a database is and how to get in.
 *
 * @param url {@code jdbc:mariadb://host:port/schema}, with or without options
 */
public record DatabaseAccess(String url, String user, String password) {

    private static final String CONNECT_TIMEOUT_MS = "5000";

    /** Bulk and prepared on the server; READ COMMITTED; short transactions; instants stored in UTC whatever the JVM's zone. */
    private static final List<String> SERVER_OPTIONS = List.of(
            "useServerPrepStmts=true",
            "useBulkStmts=true",
            "transactionIsolation=READ_COMMITTED",
            "sessionVariables=idle_transaction_timeout=5,max_statement_time=30,innodb_lock_wait_timeout=5",
            "connectionTimeZone=UTC",
            "forceConnectionTimeZoneToSession=true",
            "preserveInstants=true");

    /** @throws DatabaseProblem when the server does not answer or refuses the user */
    public Connection connect() {
        try {
            return open();
        } catch (SQLException e) {
            throw new DatabaseProblem(
                    "The database at " + place() + " cannot be used as user \"" + user + "\" (" + reason(e)
                            + "): check that it runs and that address, user and password are right.",
                    e);
        }
    }

    Connection open() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MS);
        return DriverManager.getConnection(url, properties);
    }

    /** The same with the options every connection of the running server has; those already in the address stay. */
    public DatabaseAccess forServer() {
        var whole = new StringBuilder(url);
        for (var option : SERVER_OPTIONS) {
            var key = option.substring(0, option.indexOf('=') + 1);
            if (!url.contains("?" + key) && !url.contains("&" + key)) {
                whole.append(whole.indexOf("?") < 0 ? '?' : '&').append(option);
            }
        }
        return new DatabaseAccess(whole.toString(), user, password);
    }

    /** The address without options, since options may hold secrets. */
    public String place() {
        var options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }

    @Override
    public String toString() {
        return user + "@" + place();
    }

    static String reason(Throwable e) {
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        // The driver puts "(conn=5) " in front, which tells an operator nothing.
        return message.replaceFirst("^\\(conn=\\d+\\) ", "").replaceFirst("[.:]\\s*$", "");
    }
}
