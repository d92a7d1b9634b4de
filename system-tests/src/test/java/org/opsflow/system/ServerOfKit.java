package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.opsflow.conformance.Target;

/** Our server, or two on one database, as the conformance kit tests it. */
final class ServerOfKit implements Target {

    private static final Gson GSON = new Gson();

    private final String name;
    private final LiveServer server;
    private final LiveServer other;
    private final Callable<Connection> database;
    private final People people;
    private final Runnable stop;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, String> definitions = new ConcurrentHashMap<>();
    private Target neighbour;

    /** @param name that those of its agents begin with */
    ServerOfKit(String name, LiveServer server) {
        this(name, server, () -> {
            throw new IllegalStateException("Others need this server.");
        });
    }

    /** @param name that those of its agents begin with */
    ServerOfKit(String name, LiveServer server, Runnable stop) {
        this(name, server, server, server::connect, stop);
    }

    /**
     * @param name that those of its agents begin with
     * @param stop what is done when it is to be stopped
     */
    ServerOfKit(String name, LiveServer server, LiveServer other, Callable<Connection> database, Runnable stop) {
        this(name, server, other, database, server.people(), stop);
    }

    private ServerOfKit(
            String name,
            LiveServer server,
            LiveServer other,
            Callable<Connection> database,
            People people,
            Runnable stop) {
        this.name = name;
        this.stop = stop;
        this.server = server;
        this.other = other;
        this.database = database;
        this.people = people;
    }

    @Override
    public int port() {
        return server.grpcPort();
    }

    @Override
    public int otherPort() {
        return other.grpcPort();
    }

    @Override
    public synchronized Target neighbour() {
        if (neighbour == null) {
            var slug = name + "next-door";
            neighbour = new ServerOfKit(slug + "-", server, other, database, moveIn(slug), stop);
        }
        return neighbour;
    }

    private People moveIn(String slug) {
        try (var connection = database.call()) {
            return new Neighbours(connection).moveIn(server.url(), slug);
        } catch (Exception e) {
            throw new IllegalStateException("Nobody could move in next door.", e);
        }
    }

    @Override
    public String key(String agent) {
        return keys.computeIfAbsent(agent, last -> people.registerAgent(name + last));
    }

    @Override
    public String definition(String yaml) {
        return definitions.computeIfAbsent(yaml, people::publish);
    }

    @Override
    public void cancel(String runId) {
        people.cancel(runId);
    }

    @Override
    public void pause(String agent) {
        post("/api/agents/" + name + agent + "/pause", new JsonObject());
    }

    @Override
    public void resume(String agent) {
        post("/api/agents/" + name + agent + "/resume", new JsonObject());
    }

    @Override
    public void halt(String runId) {
        post(step(runId) + "/pause", new JsonObject());
    }

    @Override
    public void goOn(String runId) {
        post(step(runId) + "/resume", new JsonObject());
    }

    @Override
    public void steer(String runId, String text) {
        var words = new JsonObject();
        words.addProperty("text", text);
        post(step(runId) + "/steer", words);
    }

    private String step(String runId) {
        return "/api/workflow-steps/" + people.steps(runId).get(0).get("id").getAsString();
    }

    @Override
    public void configure(String agent, Map<String, Object> settings) {
        people.put("/api/agents/" + name + agent + "/settings", GSON.toJson(Map.of("settings", settings)));
    }

    @Override
    public boolean answer(String runId, String question, Map<String, Object> answer) {
        var asked = people.list("/api/gates?execution_id=" + runId).stream()
                .filter(gate -> gate.get("question").getAsString().equals(question))
                .map(gate -> gate.get("id").getAsString())
                .toList();
        assertThat(asked).as(question).hasSize(1);
        var status = people.postStatus("/api/gates/" + asked.get(0) + "/answer", GSON.toJson(answer));
        assertThat(status).isIn(200, 409);
        return status == 200;
    }

    @Override
    public List<String> comments(String runId) {
        return people.list("/api/workflow-executions/" + runId + "/comments").stream()
                .map(comment -> comment.get("text").getAsString())
                .toList();
    }

    @Override
    public Optional<String> trouble(String agent, String instance) {
        return error(agent)
                .filter(error -> error.get("instance").getAsString().equals(instance))
                .map(error -> error.get("code").getAsString());
    }

    @Override
    public boolean dismiss(String agent) {
        var shown = error(agent).map(error -> error.get("id").getAsString());
        shown.ifPresent(id -> post("/api/agents/" + name + agent + "/errors/" + id + "/dismiss", new JsonObject()));
        return shown.isPresent();
    }

    private Optional<JsonObject> error(String agent) {
        return Optional.of(people.get("/api/agents/" + name + agent)
                        .getAsJsonObject()
                        .get("error"))
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject);
    }

    private void post(String path, JsonObject body) {
        people.post(path, "application/json", body.toString());
    }

    @Override
    public void stop() {
        stop.run();
    }

    @Override
    public boolean hasHeard(String instance) {
        return inDatabase(
                "SELECT 1 FROM agent_control c JOIN agent_session s ON s.id = c.session_id"
                        + " WHERE s.instance = ? AND c.state IN ('requested', 'delivered')",
                instance,
                open -> !open.executeQuery().next());
    }

    /** Leases are long here: the row is what the rest of it would be. */
    @Override
    public void lapse(String agent) {
        int sessions = inDatabase(
                "UPDATE agent_session s JOIN agent g ON g.id = s.agent_id"
                        + " SET s.lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE g.slug = ?",
                name + agent,
                PreparedStatement::executeUpdate);
        if (sessions == 0) {
            throw new IllegalStateException(agent + " was never here.");
        }
    }

    private interface Statement<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T inDatabase(String sql, String value, Statement<T> work) {
        try (var connection = database.call();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            return work.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("No connection to the database.", e);
        }
    }
}
