package org.opsflow.micro.war;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Tells what the launcher gave to the application: {@code /api/health}, {@code /api/database}, {@code /api/key?name}. */
@WebServlet("/api/*")
public class Probe extends HttpServlet {

    private static final String SESSION =
            "SELECT CONCAT_WS(' ', CURRENT_USER(), @@tx_isolation, @@idle_transaction_timeout,"
                    + " FLOOR(@@max_statement_time), @@innodb_lock_wait_timeout, @@time_zone)";

    @Resource(lookup = "jdbc/opsflow")
    private transient DataSource database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var answer =
                switch (request.getPathInfo()) {
                    case "/health" -> "{\"status\": \"healthy\"}";
                    case "/database" -> session();
                    default -> System.getProperty(request.getQueryString());
                };
        response.getWriter().print(answer);
    }

    private String session() throws IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(SESSION)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
