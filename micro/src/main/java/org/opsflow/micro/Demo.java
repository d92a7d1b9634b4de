package org.opsflow.micro;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Agents that are processes of their own, and a workflow that they work on; all through the doors that users use. */
final class Demo implements AutoCloseable {

    private static final List<String> NAMES = List.of("Ada", "Grace", "Linus");
    private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled");
    private static final Duration RUN_LIMIT = Duration.ofMinutes(5);
    private static final Duration FIRST_STEP_LIMIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_RUNS = Duration.ofSeconds(30);
    private static final int MOST_RUNS = 500;
    private static final long POLL_MS = 200;

    private final DemoPlan plan;
    private final Server server;
    private final Console console;
    private final List<AgentProcess> agents = new ArrayList<>();
    private PeopleClient client;
    private JsonObject signIn;

    Demo(DemoPlan plan, Server server, Console console) {
        this.plan = plan;
        this.server = server;
        this.console = console;
    }

    /** Registers and starts the agents, publishes the definition. */
    void prepare() throws IOException {
        signIn = PeopleClient.json(Files.readString(server.firstSignIn())).getAsJsonObject();
        client = new PeopleClient(server.url(), signIn.get("api_key").getAsString());
        console.tell("Starting " + NAMES.size() + " agents");
        for (var name : NAMES) {
            agents.add(AgentProcess.start(plan, name, key(name), door()));
        }
        client.post("/api/workflow-definitions", "application/yaml", Files.readString(plan.definition()));
    }

    private String key(String name) throws IOException {
        var asked = new JsonObject();
        asked.addProperty("name", name);
        asked.addProperty(
                "id", (name + "-" + Long.toString(ProcessHandle.current().pid(), 36)).toLowerCase(Locale.ROOT));
        return client.post("/api/agents", "application/json", asked.toString())
                .get("api_key")
                .getAsString();
    }

    private String door() {
        return plan.agentsConnectTo() == null ? "127.0.0.1:" + server.grpcPort() : plan.agentsConnectTo();
    }

    /** One run; prints one line of JSON. */
    int once(StopRequest request) throws IOException, InterruptedException {
        var since = System.nanoTime();
        var run = finished(start(), request);
        if (request.came()) {
            return request.await();
        }
        var result = new JsonObject();
        result.addProperty("run_id", run.get("id").getAsString());
        result.addProperty("status", run.get("status").getAsString());
        result.addProperty("steps_completed", completedSteps(run));
        var report = report(run.get("id").getAsString());
        result.addProperty("artifact", report == null ? null : report.toString());
        result.addProperty("seconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) / 1_000.0);
        console.say(result.toString());
        return run.get("status").getAsString().equals("completed") && report != null ? 0 : 1;
    }

    /** Shows the board until the signal; a new run every half minute, so that there is something to watch. */
    int keepShowing(StopRequest request) throws IOException, InterruptedException {
        console.say("");
        console.say("Board:    " + server.url());
        console.say("E-mail:   " + signIn.get("email").getAsString());
        console.say("Password: " + signIn.get("password").getAsString());
        console.say("");
        console.say("Three agents check the health of " + plan.repository()
                + ", again every 30 s. Ctrl-C stops everything.");
        for (int runs = 0; runs < MOST_RUNS && !request.came(); runs++) {
            finished(start(), request);
            request.within(BETWEEN_RUNS);
        }
        return request.await();
    }

    private String start() throws IOException {
        var args = new JsonObject();
        args.addProperty("repository", plan.repository().toString());
        args.addProperty("scripts", plan.scripts().toString());
        var asked = new JsonObject();
        asked.addProperty("workflow_definition_id", "repository-health");
        asked.addProperty("name", "Health of " + plan.repository().getFileName());
        asked.add("args", args);
        return client.post("/api/workflow-executions", "application/json", asked.toString())
                .get("id")
                .getAsString();
    }

    private JsonObject finished(String runId, StopRequest request) throws IOException, InterruptedException {
        var since = System.nanoTime();
        while (true) {
            var run = client.get("/api/workflow-executions/" + runId).getAsJsonObject();
            var status = run.get("status").getAsString();
            var waited = Duration.ofNanos(System.nanoTime() - since);
            if (FINAL.contains(status) || request.came()) {
                return run;
            }
            if (status.equals("pending") && waited.compareTo(FIRST_STEP_LIMIT) > 0) {
                throw StartRefused.demoIdle(door(), agents.get(0).lastWords());
            }
            if (waited.compareTo(RUN_LIMIT) > 0) {
                throw StartRefused.demoStuck(server.url() + "/runs/" + runId);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static int completedSteps(JsonObject run) {
        int completed = 0;
        for (var step : run.getAsJsonArray("steps")) {
            if (step.getAsJsonObject().get("status").getAsString().equals("completed")) {
                completed++;
            }
        }
        return completed;
    }

    /** The report, kept beyond the end of the demo; null when there is none. */
    private Path report(String runId) throws IOException {
        JsonArray artifacts =
                client.get("/api/workflow-executions/" + runId + "/artifacts").getAsJsonArray();
        for (var artifact : artifacts) {
            var file = artifact.getAsJsonObject();
            if (file.get("name").getAsString().equals("report.md")) {
                var path = plan.report(runId);
                Files.createDirectories(path.getParent());
                return Files.write(
                        path, client.bytes("/api/artifacts/" + file.get("id").getAsString()));
            }
        }
        return null;
    }

    @Override
    public void close() {
        agents.forEach(AgentProcess::stop);
        agents.forEach(AgentProcess::awaitEnd);
    }
}
