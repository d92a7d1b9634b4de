package org.opsflow.inside;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A workspace with one of everything, so that there is something to steal in it and something to break. */
final class Neighbours {
    private static final String DEFINITION =
            """
            name: Build and check
            phases: [build]
            steps:
              - {id: compile, phase: build, type: script, command: "true"}
            """;

    private final String slug = "n-" + UUID.randomUUID().toString().substring(0, 13);
    private final Browser owner;
    private final Map<String, String> ids = new TreeMap<>();

    private Neighbours() {
        execute(
                "SET @ws = UNHEX(REPLACE(UUID(), '-', ''))",
                "INSERT INTO workspace (id, slug, name, created_at) VALUES (@ws, '" + slug
                        + "', 'Neighbours', UTC_TIMESTAMP(6))",
                "INSERT INTO change_head (workspace_id, epoch, n) VALUES (@ws, 'e', 0)");
        owner = Browser.signedInAs("owner", slug);
        String agent = owner.post("/api/agents", "{\"name\": \"Ada\"}")
                .json()
                .getJsonObject("data")
                .getJsonObject("agent")
                .getString("id");
        String definition = owner.ask(
                        "POST",
                        "/api/workflow-definitions",
                        DEFINITION,
                        "Content-Type",
                        "application/yaml",
                        "X-CSRF-Token",
                        owner.csrf())
                .json()
                .getJsonObject("data")
                .getString("id");
        JsonObject run = owner.post("/api/workflow-executions", "{\"workflow_definition_id\": \"" + definition + "\"}")
                .json()
                .getJsonObject("data");
        fileOf(slug);
        String runId = run.getString("id");
        ids.put("agent", agent);
        ids.put("definition", definition);
        ids.put("run", runId);
        ids.put("step", run.getJsonArray("steps").getJsonObject(0).getString("id"));
        ids.put("held-step", heldStep(definition));
        ids.put(
                "artifact",
                owner.get("/api/workflow-executions/" + runId + "/artifacts")
                        .json()
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getString("id"));
        ids.put("gate", question());
        ids.put("session", sessionOf(owner));
        ids.put("key", keyAt("/api/api-keys"));
        ids.put("agent-key", keyAt("/api/agents/" + agent + "/keys"));
        ids.put("agent-error", error(agent));
        ids.put("workspace", workspaceOf(owner));
        ids.put("member", personOf(memberOf("member")));
        ids.put("invitation", invited());
    }

    String slug() {
        return slug;
    }

    /** What is wrong with an agent by its own word. */
    private String error(String agent) {
        execute(
                "SET @ws = (SELECT id FROM workspace WHERE slug = '" + slug + "')",
                "INSERT INTO agent_error (id, workspace_id, agent_id, session_id, client_id, instance, code, message, said_at)"
                        + " SELECT UNHEX(REPLACE(UUID(), '-', '')), @ws, id, UNHEX(REPLACE(UUID(), '-', '')), 'c1', 'one',"
                        + " 'disk_full', 'secret', UTC_TIMESTAMP(6) FROM agent WHERE workspace_id = @ws AND slug = '"
                        + agent
                        + "'");
        return owner.get("/api/agents/" + agent)
                .json()
                .getJsonObject("data")
                .getJsonObject("error")
                .getString("id");
    }

    private static String workspaceOf(Browser somebody) {
        return me(somebody).getJsonObject("workspace").getString("id");
    }

    private static String personOf(Browser somebody) {
        return me(somebody).getJsonObject("person").getString("id");
    }

    private static JsonObject me(Browser somebody) {
        return somebody.get("/api/auth/me").json().getJsonObject("data");
    }

    private String invited() {
        return owner.post("/api/invitations", "{\"email\": \"grace@example.org\", \"role\": \"member\"}")
                .json()
                .getJsonObject("data")
                .getJsonObject("invitation")
                .getString("id");
    }

    private String keyAt(String path) {
        return owner.post(path, "{\"name\": \"Spare\"}")
                .json()
                .getJsonObject("data")
                .getJsonObject("key")
                .getString("id");
    }

    static Neighbours moveIn() {
        return new Neighbours();
    }

    Browser owner() {
        return owner;
    }

    /** The address of a new member, whose password is the first owner's. */
    String accountOf(String role) {
        return Browser.newAccount(role, slug);
    }

    Browser memberOf(String role) {
        return Browser.signedInAs(role, slug);
    }

    /** One of each kind that a path names, by the word of its {@code x-names}. */
    Map<String, String> ids() {
        return ids;
    }

    /** Another one, so that ending it hurts nobody. */
    private static String sessionOf(Browser somebody) {
        return somebody.another().get("/api/auth/sessions").json().getJsonArray("data").stream()
                .map(session -> session.asJsonObject())
                .filter(session -> session.getBoolean("current"))
                .map(session -> session.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    /** Of another run, as it is while an agent works on it who is never heard of. */
    private String heldStep(String definition) {
        owner.post("/api/agents", "{\"name\": \"Grace\"}");
        JsonObject run = owner.post("/api/workflow-executions", "{\"workflow_definition_id\": \"" + definition + "\"}")
                .json()
                .getJsonObject("data");
        execute(
                "SET @ws = (SELECT id FROM workspace WHERE slug = '" + slug + "')",
                "SET @run = (SELECT id FROM run WHERE workspace_id = @ws AND NOT EXISTS (SELECT 1 FROM artifact f"
                        + " WHERE f.run_id = run.id))",
                "SET @step = (SELECT id FROM step WHERE run_id = @run)",
                "SET @agent = (SELECT id FROM agent WHERE workspace_id = @ws AND slug = 'grace')",
                "SET @session = UNHEX(REPLACE(UUID(), '-', ''))",
                "SET @attempt = UNHEX(REPLACE(UUID(), '-', ''))",
                "INSERT INTO agent_session (id, workspace_id, agent_id, instance, node, epoch, resume_hash, connected,"
                        + " lease_until, version, capabilities, opened_at) VALUES (@session, @ws, @agent, 'one',"
                        + " 'elsewhere', 1, UNHEX(SHA2('token', 256)), FALSE, UTC_TIMESTAMP(6) + INTERVAL 1 DAY, '1',"
                        + " 'script', UTC_TIMESTAMP(6))",
                "INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state,"
                        + " last_report, leased_at, started_at) VALUES (@attempt, @ws, @run, @step, 1, 1, @session, @agent,"
                        + " 'running', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
                "UPDATE step SET state = 'running', attempt_id = @attempt, attempts = 1, fence = 1,"
                        + " started_at = UTC_TIMESTAMP(6) WHERE id = @step");
        return run.getJsonArray("steps").getJsonObject(0).getString("id");
    }

    /** As an agent would have left it with its step. */
    private static void fileOf(String workspace) {
        execute(
                "SET @run = (SELECT r.id FROM run r JOIN workspace w ON w.id = r.workspace_id WHERE w.slug = '"
                        + workspace + "')",
                "SET @ws = (SELECT workspace_id FROM run WHERE id = @run)",
                "SET @step = (SELECT id FROM step WHERE run_id = @run)",
                "SET @blob = UNHEX(REPLACE(UUID(), '-', ''))",
                "SET @attempt = UNHEX(REPLACE(UUID(), '-', ''))",
                "INSERT INTO `blob` (id, workspace_id, size_bytes, sha256, complete, created_at)"
                        + " VALUES (@blob, @ws, 6, UNHEX(SHA2('secret', 256)), TRUE, UTC_TIMESTAMP(6))",
                "INSERT INTO blob_chunk (blob_id, seq, data) VALUES (@blob, 0, 'secret')",
                "INSERT INTO artifact (id, workspace_id, run_id, step_id, attempt_id, name, file_type, mime_type,"
                        + " size_bytes, sha256, blob_id, created_at) VALUES (UNHEX(REPLACE(UUID(), '-', '')), @ws, @run,"
                        + " @step, @attempt, 'secret.txt', 'document', 'text/plain', 6, UNHEX(SHA2('secret', 256)),"
                        + " @blob, UTC_TIMESTAMP(6))");
    }

    /** As an agent would have asked it that works elsewhere, on a run that is not here any more. */
    private String question() {
        owner.post("/api/agents", "{\"name\": \"Asking\"}");
        execute(
                "SET @ws = (SELECT id FROM workspace WHERE slug = '" + slug + "')",
                "SET @agent = (SELECT id FROM agent WHERE workspace_id = @ws AND slug = 'asking')",
                "SET @session = UNHEX(REPLACE(UUID(), '-', ''))",
                "SET @attempt = UNHEX(REPLACE(UUID(), '-', ''))",
                "SET @run = UNHEX(REPLACE(UUID(), '-', ''))",
                "SET @step = UNHEX(REPLACE(UUID(), '-', ''))",
                "INSERT INTO agent_session (id, workspace_id, agent_id, instance, node, epoch, resume_hash, connected,"
                        + " lease_until, version, capabilities, opened_at) VALUES (@session, @ws, @agent, 'asks',"
                        + " 'elsewhere', 1, UNHEX(SHA2('token', 256)), FALSE, UTC_TIMESTAMP(6) + INTERVAL 1 DAY, '1',"
                        + " 'script', UTC_TIMESTAMP(6))",
                "INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state,"
                        + " last_report, asks, leased_at, started_at) VALUES (@attempt, @ws, @run, @step, 1, 1, @session,"
                        + " @agent, 'running', 2, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
                "INSERT INTO gate (id, workspace_id, run_id, step_id, attempt_id, report_number, agent_id, kind, question,"
                        + " choices, context, state, opened_at) VALUES (UNHEX(REPLACE(UUID(), '-', '')), @ws, @run, @step,"
                        + " @attempt, 2, @agent, 'question', 'Which branch?', '', 'secret', 'open', UTC_TIMESTAMP(6))");
        return owner.get("/api/gates")
                .json()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
    }

    private static void execute(String... statements) {
        try (Connection database = ServerUnderTest.get().database().connect();
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
