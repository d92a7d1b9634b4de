package org.opsflow.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.opsflow.conformance.Target;

/** Our server, or two on one database, as the conformance kit tests it. */
final class ServerOfKit implements Target {

    private final String name;
    private final LiveServer server;
    private final LiveServer other;
    private final Callable<Connection> database;
    private final People people;
    private final Runnable stop;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, String> definitions = new ConcurrentHashMap<>();

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
        this.name = name;
        this.stop = stop;
        this.server = server;
        this.other = other;
        this.database = database;
        this.people = server.people();
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
    public String key(String agent) {
        return keys.computeIfAbsent(agent, last -> people.registerAgent(name + last));
    }

    @Override
    public String definition(String capability, int steps) {
        return definitions.computeIfAbsent(
                capability + " " + steps, key -> people.publish(yaml(key.replace(':', ' '), capability, steps)));
    }

    private static String yaml(String name, String capability, int steps) {
        var yaml = new StringBuilder("name: Conformance " + name + "\nphases: [only]\nsteps:\n");
        for (var i = 1; i <= steps; i++) {
            yaml.append(
                    """
                      - id: step-%d
                        phase: only
                        type: script
                        requires: ["%s"]
                        needs: []
                        command: "true"
                    """
                            .formatted(i, capability));
        }
        return yaml.toString();
    }

    @Override
    public void cancel(String runId) {
        people.cancel(runId);
    }

    @Override
    public void pause(String agent) {
        people.post("/api/agents/" + name + agent + "/pause", "application/json", "{}");
    }

    @Override
    public void resume(String agent) {
        people.post("/api/agents/" + name + agent + "/resume", "application/json", "{}");
    }

    @Override
    public void stop() {
        stop.run();
    }

    /** Leases are long here: the row is what the rest of it would be. */
    @Override
    public void lapse(String agent) {
        try (var connection = database.call();
                var write = connection.prepareStatement("UPDATE agent_session s JOIN agent g ON g.id = s.agent_id"
                        + " SET s.lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE g.slug = ?")) {
            write.setString(1, name + agent);
            if (write.executeUpdate() == 0) {
                throw new IllegalStateException(agent + " was never here.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("No connection to the database.", e);
        }
    }
}
