package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** The socket of the board, as a page uses it. */
interface LiveBoard {

    @Test
    @RunAsClient
    default void theSocketIsRefusedToStrangersAndToOtherSites() {
        Browser browser = Browser.signedIn();
        String site = ServerUnderTest.get().address().toString();

        assertThat(BoardClient.refusal("", site)).isEqualTo(401);
        assertThat(BoardClient.refusal("opsflow_session=forged", site)).isEqualTo(401);
        assertThat(BoardClient.refusal(browser.cookie(), "http://evil.example")).isEqualTo(403);
        assertThat(BoardClient.refusal(browser.cookie(), "")).isEqualTo(403);
    }

    @Test
    @RunAsClient
    default void aPageIsToldEverythingAfterItsSnapshotInOrder() {
        Browser browser = Browser.signedIn();
        String definition = published(browser);
        try (BoardClient page = BoardClient.open(browser)) {
            page.say("{\"type\": \"resume\"}");
            JsonObject snapshot = page.await("snapshot");

            String run = started(browser, definition);

            page.await(frame -> frame.toString().contains(run));
            started(browser, definition);
            List<JsonObject> changes = page.changesUntil("workflow.execution.created");
            long n = snapshot.getJsonNumber("n").longValue() + 2;
            assertThat(changes.get(0).getJsonNumber("n").longValue()).isEqualTo(n);
            assertThat(changes.get(0).getJsonObject("data").getJsonArray("steps"))
                    .hasSize(1);
        }
    }

    @Test
    @RunAsClient
    default void aPageThatComesBackIsToldWhatItMissed() {
        Browser browser = Browser.signedIn();
        String definition = published(browser);
        JsonObject snapshot;
        try (BoardClient before = BoardClient.open(browser)) {
            before.say("{\"type\": \"resume\"}");
            snapshot = before.await("snapshot");
        }
        String epoch = snapshot.getString("epoch");
        long n = snapshot.getJsonNumber("n").longValue();
        started(browser, definition);
        started(browser, definition);

        try (BoardClient page = BoardClient.open(browser)) {
            page.say("{\"type\": \"resume\", \"epoch\": \"" + epoch + "\", \"since\": " + n + "}");
            JsonObject answer = page.await("changes");
            page.changesUntil("workflow.execution.created");

            assertThat(answer.getJsonNumber("from").longValue()).isEqualTo(n + 1);
            assertThat(answer.getJsonNumber("to").longValue()).isEqualTo(n);
            assertThat(page.changes())
                    .extracting(change -> change.getJsonNumber("n").longValue())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(n + 1, n + 2).boxed().toList());
        }
    }

    @Test
    @RunAsClient
    default void aResumeIsAnsweredAlsoWhenNothingWasMissed() {
        Browser browser = Browser.signedIn();
        try (BoardClient page = BoardClient.open(browser)) {
            page.say("{\"type\": \"resume\"}");
            JsonObject snapshot = page.await("snapshot");
            long n = snapshot.getJsonNumber("n").longValue();

            page.say(
                    "{\"type\": \"resume\", \"epoch\": \"" + snapshot.getString("epoch") + "\", \"since\": " + n + "}");

            JsonObject answer = page.await("changes");
            assertThat(answer.getJsonArray("changes")).isEmpty();
            assertThat(answer.getJsonNumber("from").longValue()).isEqualTo(n + 1);
            assertThat(answer.getJsonNumber("to").longValue()).isEqualTo(n);
        }
    }

    @Test
    @RunAsClient
    default void aResumeThatCannotBeHadIsAnsweredByASnapshot() {
        try (BoardClient page = BoardClient.open(Browser.signedIn())) {
            for (String since : List.of(
                    "\"epoch\": \"another\", \"since\": 0",
                    "\"epoch\": \"another\"",
                    "\"since\": \"x\", \"epoch\": 5",
                    "\"since\": 1e300, \"epoch\": \"e\"")) {
                page.say("{\"type\": \"resume\", " + since + "}");
                page.await("snapshot");
            }
        }
    }

    @Test
    @RunAsClient
    default void aFrameThatIsNotUnderstoodIsAnsweredAndTheSocketStays() {
        try (BoardClient page = BoardClient.open(Browser.signedIn())) {
            for (String frame : List.of(
                    "{\"type\": \"dance\"}",
                    "not JSON",
                    "[]",
                    "{}",
                    "{\"type\": 5}",
                    "{\"type\": \"watch\", \"step_id\": \"step_x\"}")) {
                page.say(frame);
                assertThat(page.await("error").getString("message")).isNotBlank();
            }
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");
            page.say("{\"type\": \"watch\", \"step_id\": \"step_nobody_has\"}");
            assertThat(page.await("error").getString("code")).isEqualTo("not_found");

            page.say("{\"type\": \"ping\"}");
            page.await("pong");
            assertThat(page.isOpen()).isTrue();
        }
    }

    @Test
    @RunAsClient
    default void signingOutClosesTheSocket() {
        Browser browser = Browser.signedIn();
        try (BoardClient page = BoardClient.open(browser)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");

            assertThat(browser.post("/api/auth/logout", "").status()).isEqualTo(204);

            assertThat(page.awaitClose()).isEqualTo(1008);
        }
    }

    static String published(Browser browser) {
        Browser.Page page = browser.ask(
                "POST",
                "/api/workflow-definitions",
                """
                name: Seen from outside
                phases: [only]
                steps:
                  - {id: wait, name: Wait, phase: only, type: script, command: "true"}
                """,
                "Content-Type",
                "application/yaml",
                "X-CSRF-Token",
                browser.csrf());
        assertThat(page.status()).as(page.body()).isEqualTo(201);
        return page.json().getJsonObject("data").getString("id");
    }

    static String started(Browser browser, String definition) {
        Browser.Page page =
                browser.post("/api/workflow-executions", "{\"workflow_definition_id\": \"" + definition + "\"}");
        assertThat(page.status()).as(page.body()).isEqualTo(201);
        return page.json().getJsonObject("data").getString("id");
    }
}
