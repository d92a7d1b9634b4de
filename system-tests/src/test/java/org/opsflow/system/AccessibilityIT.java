package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.system.Tab.testId;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page of the dashboard, in both themes, wide and narrow: axe finds nothing against WCAG 2.2 A and AA, and keys lead
 * to everything that can be clicked.
 */
@ExtendWith(SharedServer.class)
class AccessibilityIT {

    private static final String YAML =
            """
            name: Seen by everybody
            description: Has arguments of every kind.
            argsSchema:
              type: object
              properties:
                text: {type: string, description: A text.}
                number: {type: integer, minimum: 1, default: 2}
                choice: {enum: [one, two]}
                yes: {type: boolean, default: true}
                list: {type: array, items: {type: string}, default: [a]}
                group: {type: object, properties: {inner: {type: number}}}
                json: {type: array, items: {type: object}}
            phases: [draft, publish]
            steps:
              - {id: draft, phase: draft, type: script, requires: [everybody], command: echo drafted}
              - id: publish
                phase: publish
                type: script
                requires: [everybody]
                needs: [draft]
                artifacts: [report.md]
                command: printf '# Seen\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n' > report.md
            """;

    /** What other suites left there is drawn only where it is in view: it comes and goes while keys walk. */
    private static final String BOARD_OF_ALL = "/";

    private static final int HEIGHT = 800;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final LiveServer server;
    private final Browser browser;
    private final Tab page;
    private final List<String> flaws = new ArrayList<>();

    AccessibilityIT(LiveServer server) throws IOException {
        this.server = server;
        this.browser = Browser.open();
        this.page = browser.tab("pages");
    }

    @AfterEach
    void close() throws IOException {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void findsNothingOnAnyPage(int width) throws IOException {
        var definition = server.people().publish(YAML);
        var run = finishedRun(definition);
        page.size(width, HEIGHT);
        page.signIn(server);
        pages(definition, run).forEach((path, ready) -> {
            page.open(server.url() + path);
            page.sees(ready);
            page.settle();
            judge(path);
            if (!path.equals(BOARD_OF_ALL)) {
                page.unreached().forEach(element -> flaws.add(path + ", not reached by keys: " + element));
            }
        });
        withSomethingOpen().forEach((name, open) -> {
            open.run();
            judge(name);
        });
        page.open(server.url() + "/agents");
        page.click(testId("person-menu"));
        page.click(testId("sign-out"));
        page.sees(testId("sign-in-page"));
        judge("/sign-in");

        assertThat(flaws).isEmpty();
        assertThat(page.errors()).isEmpty();
    }

    private void judge(String name) {
        for (var scheme : List.of("light", "dark")) {
            page.prefer(scheme);
            page.sees("html[data-theme=" + scheme + "]");
            page.flaws().forEach(flaw -> flaws.add(name + ", " + scheme + ": " + flaw));
        }
    }

    private String finishedRun(String definition) throws IOException {
        var people = server.people();
        var agent = people.registerAgent("Everybody's");
        var args = new JsonObject();
        args.addProperty("text", "seen");
        var run = people.submit(definition, args);
        try (var runner =
                Runner.start(server.grpcPort(), agent, directory.resolve("work"), 1, List.of("script", "everybody"))) {
            await("the run's end").atMost(PATIENCE).until(() -> people.hasStatus(run, "completed"));
            assertThat(runner.isAlive()).isTrue();
        }
        return run;
    }

    /** Each page's address, and what is there when it can be judged. */
    private Map<String, String> pages(String definition, String run) {
        var pages = new LinkedHashMap<String, String>();
        pages.put(BOARD_OF_ALL, testId("board"));
        pages.put("/?q=Seen%20by%20everybody", testId("run-card-" + run));
        pages.put("/?q=nothing-is-called-this", testId("board-no-match"));
        pages.put("/runs/" + run + "?step=draft", testId("log"));
        pages.put("/runs/" + run + "?artifact=" + artifact(run), testId("markdown"));
        pages.put("/runs/run_none", testId("run-missing"));
        pages.put("/workflows", testId("workflow-" + definition));
        pages.put("/workflows/" + definition, testId("definition-page"));
        pages.put("/workflows/" + definition + "/edit", testId("yaml"));
        pages.put("/workflows/" + definition + "/start", testId("start-page"));
        pages.put("/workflows/none", testId("definition-missing"));
        pages.put("/new/workflow", testId("yaml"));
        pages.put("/agents", testId("agents-page"));
        pages.put("/new/agent", testId("new-agent-page"));
        pages.put("/agents/none", testId("agent-missing"));
        pages.put("/settings/profile", testId("settings-profile"));
        pages.put("/settings/sessions", testId("settings-sessions"));
        pages.put("/settings/keys", testId("settings-keys"));
        pages.put("/settings/workspace", testId("create-workspace"));
        pages.put("/settings/members", testId("members"));
        pages.put("/settings/audit", testId("audit"));
        pages.put("/join#no-token-at-all", testId("join-page"));
        pages.put("/nowhere", testId("not-found"));
        return pages;
    }

    /** What lies over a page, or comes when somebody does something wrong. */
    private Map<String, Runnable> withSomethingOpen() {
        var states = new LinkedHashMap<String, Runnable>();
        states.put("the menu", () -> {
            page.open(server.url() + "/agents");
            page.click(testId("person-menu"));
            page.sees("[role=menu]");
        });
        states.put("the workspaces", () -> {
            page.open(server.url() + "/agents");
            page.click(testId("workspace"));
            page.sees("[role=menuitemradio][aria-checked=true]");
        });
        states.put("an invitation", () -> {
            page.open(server.url() + "/settings/members");
            page.click(testId("invite"));
            page.sees(testId("create-invitation"));
        });
        states.put("the shortcuts", () -> {
            page.open(server.url() + "/agents");
            page.sees(testId("agents-page"));
            page.press("?");
            page.sees(testId("shortcuts"));
        });
        states.put("mistakes in a definition", () -> {
            page.open(server.url() + "/new/workflow");
            page.fill(testId("yaml"), "name: wrong\nphases: [a]\nsteps:\n  - {id: b, phase: c, type: script}\n");
            page.click(testId("publish"));
            page.sees("[data-wrong]");
        });
        states.put("a new key", () -> {
            page.open(server.url() + "/settings/keys");
            page.click(testId("make-key"));
            page.sees(testId("create-key"));
        });
        return states;
    }

    private String artifact(String run) {
        return server.people().artifacts(run).get(0).get("id").getAsString();
    }
}
