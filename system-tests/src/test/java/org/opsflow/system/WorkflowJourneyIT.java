package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.system.Tab.testId;

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

/** Somebody signs in, publishes a workflow, starts it with a form, watches it, and reads what came of it. */
@ExtendWith(SharedServer.class)
class WorkflowJourneyIT {

    /** The arguments are only for the form; each step works until the test lets it go. */
    private static final String YAML =
            """
            name: A journey
            argsSchema:
              type: object
              properties:
                gates: {type: string, description: Where the test lets steps go., minLength: 1}
                greeting: {enum: [hello, good day], default: hello}
                times: {type: integer, minimum: 1, maximum: 9, default: 2}
              required: [gates]
            phases: [greet, report]
            steps:
              - id: greet
                phase: %s
                type: script
                requires: [journey]
                command: |
                  for n in $(seq {{{ args.times }}}); do echo {{ args.greeting }}; done
                  while [ ! -e {{ args.gates }}/greet ]; do sleep 0.05; done
              - id: report
                phase: report
                type: script
                requires: [journey]
                needs: [greet]
                artifacts: [report.md]
                command: |
                  echo "# It was said" {{ args.times }} "times" > report.md
                  while [ ! -e {{ args.gates }}/report ]; do sleep 0.05; done
            """;

    /** Of the first step's phase. */
    private static final String LINE = "[data-line='12']";

    private static final int MOST_TIMES = 9;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final LiveServer server;
    private final Browser browser;
    private final Tab page;

    WorkflowJourneyIT(LiveServer server) throws IOException {
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
    void leadsFromATextToWhatCameOfIt() throws IOException {
        page.signIn(server);
        var agent = server.people().registerAgent("journeyman");
        try (var runner =
                Runner.start(server.grpcPort(), agent, directory.resolve("work"), 1, List.of("script", "journey"))) {
            await("the agent's connection").atMost(PATIENCE).until(() -> runner.output()
                    .contains("connected to "));
            publish();
            var run = start();
            watch(run);
            read();
        }
    }

    /** First with a mistake, which is shown at its line. */
    private void publish() throws IOException {
        page.click("nav a[href='/workflows']");
        page.click(testId("new-workflow"));
        upload("gret");
        page.sees(testId("yaml-errors"), "gret");
        page.sees(LINE + "[data-wrong]");
        upload("greet");
        page.sees(testId("definition-page"), "A journey");
        page.sees(testId("definition-steps"), "greet");
    }

    private void upload(String phase) throws IOException {
        page.choose(testId("yaml-file"), Files.writeString(directory.resolve(phase + ".yaml"), YAML.formatted(phase)));
        page.sees(LINE, "phase: " + phase);
        page.click(testId("publish"));
    }

    /** First with arguments that only the server can refuse. */
    private String start() {
        page.click(testId("start"));
        page.fill(testId("arg/gates"), directory.toString());
        page.fill(testId("arg/times"), String.valueOf(MOST_TIMES + 1));
        page.click(testId("start-run"));
        page.sees(testId("arg/times") + "[aria-invalid=true]");
        page.fill(testId("arg/times"), "3");
        page.click(testId("start-run"));
        page.sees(testId("run-page"));
        return page.path().substring("/runs/".length());
    }

    /** In a second tab, where nobody touches anything: nothing may shift when the card moves. */
    private void watch(String run) throws IOException {
        var board = browser.tab("board");
        board.open(server.url());
        board.sees(card("greet", run) + "[data-look=running]");
        board.settle();
        board.forget();
        Files.createFile(directory.resolve("greet"));
        board.sees(card("report", run) + "[data-look=running]");
        page.sees(testId("step-greet") + "[data-state=completed]");
        Files.createFile(directory.resolve("report"));
        board.sees(card("finished", run) + "[data-look=completed]");
        assertThat(board.shifts()).as("layout shifts while the card moved").isEmpty();
        assertThat(board.requests()).as("requests of the board").isEmpty();
        assertThat(board.errors()).isEmpty();
    }

    private void read() {
        page.click(testId("step-greet"));
        page.sees(testId("log"), "hello");
        page.sees(testId("log-count"), "3 lines");
        page.click(testId("artifact-report.md"));
        page.sees(testId("markdown"), "It was said 3 times");
    }

    private static String card(String column, String run) {
        return testId("column-" + column) + " " + testId("run-card-" + run);
    }
}
