package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.system.Tab.testId;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody makes an agent on the page, runs the command that it shows, sees it connect, work, die, and come back. */
@ExtendWith(SharedServer.class)
class AgentJourneyIT {

    private static final String YAML =
            """
            name: Work for a new agent
            argsSchema:
              type: object
              properties:
                gate: {type: string}
              required: [gate]
            phases: [work]
            steps:
              - id: work
                phase: work
                type: script
                requires: [newcomer]
                command: |
                  while [ ! -e {{ args.gate }} ]; do echo "::progress 42 still at it"; sleep 0.2; done
            """;

    @TempDir
    Path directory;

    private final LiveServer server;
    private final Browser browser;
    private final Tab page;

    AgentJourneyIT(LiveServer server) throws IOException {
        this.server = server;
        this.browser = Browser.open();
        this.page = browser.tab("journey");
    }

    @AfterEach
    void close(TestInfo test) throws IOException {
        try {
            page.photograph(
                    Path.of("target/board", test.getTestMethod().orElseThrow().getName() + ".png"));
            assertThat(page.errors()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @Test
    void leadsFromANameToWorkAndTellsOfADeath() throws IOException, InterruptedException {
        page.signIn(server);
        create();
        var command = page.text(testId("command"));
        assertThat(command).startsWith("OPSFLOW_KEY=owf_newcomer").contains(" ./opsflow agent --server 127.0.0.1:");
        page.sees(testId("connect-state") + "[data-connected=false]");

        var run = start();
        try (var runner = shown(command)) {
            page.sees(testId("connect-state") + "[data-connected=true]", "is connected");
            sees(run, "running", "still at it");

            // The lease of this server is ten times as long as anything is waited for here.
            runner.killTree();
            page.sees(testId("run-card-" + run), "agent gone");
            seesAgent("offline");
        }
        try (var runner = shown(command)) {
            sees(run, "running", "still at it");
            seesAgent("working");
            Files.createFile(gate());
            sees(run, "completed", "");
            assertThat(runner.isAlive()).isTrue();
        }
    }

    private void create() {
        page.click("nav a[href='/agents']");
        page.click(testId("new-agent"));
        page.fill("[name=name]", "Newcomer");
        page.click(testId("create-agent"));
        page.sees(testId("api-key"), "owf_newcomer_");
    }

    /** Of what is shown only the program is another: the script would build it first. */
    private Runner shown(String command) throws IOException {
        return Runner.shown(command, directory.resolve("work"), List.of("script", "newcomer"));
    }

    private String start() {
        var args = new JsonObject();
        args.addProperty("gate", gate().toString());
        return server.people().submit(server.people().publish(YAML), args);
    }

    private Path gate() {
        return directory.resolve("gate");
    }

    private void sees(String run, String look, String text) {
        page.click("nav a[href='/']");
        page.sees(testId("run-card-" + run) + "[data-look=" + look + "]", text);
    }

    private void seesAgent(String state) {
        page.click("nav a[href='/agents']");
        page.sees(testId("agent-newcomer") + " [data-state=" + state + "]");
    }
}
