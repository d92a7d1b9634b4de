package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.system.Tab.testId;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.db.Invariants;

/** The board as somebody sees it who signs in and watches agents work. */
@ExtendWith(SharedServer.class)
class BoardIT {

    /** Each step says when it begins, and works until the test lets it go. */
    private static final String YAML =
            """
            name: Seen on the board
            argsSchema:
              type: object
              properties:
                gates: {type: string}
              required: [gates]
            phases: [draft, check, publish]
            steps:
              - id: draft
                phase: draft
                type: script
                requires: [board]
                command: |
                  echo "draft begun"
                  while [ ! -e {{ args.gates }}/grow ]; do sleep 0.05; done
                  echo "draft grown"
                  while [ ! -e {{ args.gates }}/draft ]; do sleep 0.05; done
              - id: check
                phase: check
                type: script
                requires: [board]
                needs: [draft]
                command: |
                  echo "::progress 42 halfway through the check"
                  while [ ! -e {{ args.gates }}/check ]; do sleep 0.05; done
              - id: publish
                phase: publish
                type: script
                requires: [board]
                needs: [check]
                artifacts: [report.md]
                command: |
                  echo "# Written by a step" > report.md
                  while [ ! -e {{ args.gates }}/publish ]; do sleep 0.05; done
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int STREAMS = 1_000;
    private static final int BUSY_STREAMS = 40;

    @TempDir
    Path directory;

    private final LiveServer server;
    private final Browser browser;
    private final Tab board;

    BoardIT(LiveServer server) throws IOException {
        this.server = server;
        this.browser = Browser.open();
        this.board = browser.tab("board");
    }

    /** The picture is for who has to find out what went wrong. */
    @AfterEach
    void close(TestInfo test) throws IOException {
        try {
            board.photograph(
                    Path.of("target/board", test.getTestMethod().orElseThrow().getName() + ".png"));
            assertThat(board.errors()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @Test
    void letsNobodyInWithAWrongPassword() {
        board.open(server.url());
        board.sees(testId("sign-in-page"));
        enter("not the password");
        board.sees(testId("sign-in-error"), "Email or password is not right.");
        enter(server.firstSignIn("password"));
        board.sees(testId("board-page"));
        assertThat(board.requests()).contains("POST " + server.url() + "/api/auth/login");
    }

    @Test
    void showsARunFromItsStartToItsEndWithoutASingleRequest() throws IOException {
        board.signIn(server);
        var agent = server.people().registerAgent("draughtsman");
        try (var runner =
                Runner.start(server.grpcPort(), agent, directory.resolve("work"), 1, List.of("script", "board"))) {
            var definition = server.people().publish(YAML);
            var args = new JsonObject();
            args.addProperty("gates", directory.toString());
            await("the agent's connection").atMost(PATIENCE).until(() -> runner.output()
                    .contains("connected to "));
            board.settle();
            board.forget();

            var run = server.people().submit(definition, args);
            board.sees(card("draft", run) + "[data-look=running]");
            var page = openFromBoard(run);
            readsTheLogAsItGrows(page);

            pass("draft");
            board.sees(card("check", run), "halfway through the check");
            page.sees(testId("step-draft") + "[data-state=completed]");
            pass("check");
            board.sees(card("publish", run) + "[data-look=running]");
            pass("publish");
            board.sees(card("finished", run) + "[data-look=completed]");
            assertThat(board.requests()).as("requests of the board").isEmpty();

            page.sees(testId("artifact-report.md"));
            assertThat(page.requests()).as("requests of the run's page").isEmpty();
            page.click(testId("artifact-report.md"));
            page.sees(testId("markdown"), "Written by a step");
            assertThat(page.requests())
                    .filteredOn(request -> request.contains("/api/"))
                    .containsExactly("GET " + server.url() + "/api/artifacts/"
                            + server.people().artifacts(run).get(0).get("id").getAsString()
                            + "?inline=1");
            assertThat(page.errors()).isEmpty();
        }
    }

    /** Agents too, a thousand at once, and those of the conformance kit: all in one test, since a restart is dear. */
    @Test
    void comesBackByItselfAfterARestartOfTheServer() throws Exception {
        board.signIn(server);
        try (var streams = streams();
                var kit = new StoppingKit(server)) {
            kit.awaitReady();
            try {
                server.stop();
                board.sees(testId("connection") + "[data-status=reconnecting]", "Reconnecting");
            } finally {
                server.restart();
            }
            // What the container says when it stops tells nothing.
            server.failures();
            board.sees(testId("connection") + "[data-status=live]");
            var delays = streams.areSentAway();
            assertThat(delays).allMatch(delay -> delay < 10_000);
            // Chance gives each its own of 5,000 milliseconds.
            assertThat(delays.stream().distinct()).hasSizeGreaterThan(STREAMS / 2);
            assertThat(streams.comeBack(server.grpcPort())).as("attempts kept").isEqualTo(BUSY_STREAMS);
            streams.complete();
            kit.tell();
        }
        assertThat(server.failures()).isEmpty();
        try (var database = server.connect()) {
            assertThat(Invariants.check(database)).isEmpty();
        }
        var definition = server.people().publish(YAML.replace("[board]", "[nobody-has-this]"));
        var args = new JsonObject();
        args.addProperty("gates", directory.toString());
        board.sees(card("draft", server.people().submit(definition, args)) + "[data-look=pending]");
        board.open(server.url());
        board.sees(testId("connection") + "[data-status=live]");
    }

    /** In a workspace of their own, so that they are on nobody's page. Some are at work. */
    private Streams streams() throws Exception {
        People people;
        try (var database = server.connect()) {
            people = new Neighbours(database).moveIn(server.url(), "a-thousand");
        }
        var streams = new Streams(people.registerAgent("streams"), "stream");
        streams.connect(server.grpcPort(), STREAMS);
        var definition = people.publish(
                """
                name: For one of a thousand
                phases: [only]
                steps:
                  - id: step
                    phase: only
                    type: script
                    requires: [stream]
                    command: "true"
                """);
        for (var i = 0; i < BUSY_STREAMS; i++) {
            people.submit(definition, new JsonObject());
        }
        streams.take(BUSY_STREAMS);
        return streams;
    }

    private void enter(String password) {
        board.enter(server.firstSignIn("email"), password);
    }

    /** In a tab of its own, so that the board stays as it is. */
    private Tab openFromBoard(String run) {
        var page = browser.tab("run");
        page.open(server.url());
        page.click(testId("run-card-" + run));
        page.sees(testId("run-page"));
        return page;
    }

    private void readsTheLogAsItGrows(Tab page) throws IOException {
        page.click(testId("step-draft"));
        page.click(testId("tab-log"));
        page.sees(testId("log"), "draft begun");
        page.settle();
        page.forget();
        assertThat(page.shows(testId("log"), "draft grown")).isFalse();
        pass("grow");
        page.sees(testId("log"), "draft grown");
        page.sees(testId("step-draft") + "[data-state=running]");
    }

    private static String card(String column, String run) {
        return testId("column-" + column) + " " + testId("run-card-" + run);
    }

    private void pass(String gate) throws IOException {
        Files.createFile(directory.resolve(gate));
    }
}
