package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** How a person ends a run. */
interface RunCancellation {

    @Test
    @RunAsClient
    default void aCancelledRunSaysWhoWhyAndWhenAndRepeatingItChangesNothing() {
        Browser browser = Browser.signedInAs("member");
        String run = LiveBoard.started(browser, LiveBoard.published(browser));

        Page cancelled = browser.post(path(run), "{\"reason\": \"  wrong branch \"}");
        Page again = browser.post(path(run), "{\"reason\": \"another\"}");
        Page without = browser.ask("POST", path(run), "", "X-CSRF-Token", browser.csrf());

        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        JsonObject data = cancelled.json().getJsonObject("data");
        assertThat(data.getString("status")).isEqualTo("cancelled");
        assertThat(data.getString("cancel_stage")).isEqualTo("stopped");
        assertThat(data.getString("cancelled_at")).endsWith("Z");
        assertThat(data.getString("cancel_reason")).isEqualTo("wrong branch");
        assertThat(data.getJsonObject("cancelled_by").getString("name")).isEqualTo("Ada");
        JsonObject step = data.getJsonArray("steps").getJsonObject(0);
        assertThat(step.getString("status")).isEqualTo("skipped");
        assertThat(step.getString("state")).isEqualTo("cancelled");
        assertThat(step.getString("reason")).isEqualTo("cancelled");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(cancelled.json());
        assertThat(without.json()).isEqualTo(cancelled.json());
    }

    @Test
    @RunAsClient
    default void theBoardIsToldOfACancelledRun() {
        Browser browser = Browser.signedIn();
        String run = LiveBoard.started(browser, LiveBoard.published(browser));
        try (BoardClient page = BoardClient.open(browser)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");

            browser.post(path(run), "{}");

            JsonObject told = page.changesUntil("workflow.execution.cancelled").stream()
                    .filter(change -> change.getString("type").equals("workflow.execution.cancelled"))
                    .findFirst()
                    .orElseThrow()
                    .getJsonObject("data");
            assertThat(told.getString("execution_id")).isEqualTo(run);
            assertThat(told.getJsonObject("cancelled_by").getString("type")).isEqualTo("person");
        }
    }

    @Test
    @RunAsClient
    default void aCancellationThatCannotBeIsRefusedAndSaysWhy() {
        Browser browser = Browser.signedIn();
        String run = LiveBoard.started(browser, LiveBoard.published(browser));
        Browser viewer = Browser.signedInAs("viewer");

        assertProblem(viewer.post(path(run), "{}"), 403, "forbidden");
        assertProblem(browser.post(path("run_nothing"), "{}"), 404, "not_found");
        assertProblem(browser.post(path("run_01jd3v6x2kf4qb5n8m7p9r0stw"), "{}"), 404, "not_found");
        assertProblem(browser.post(path(run), "{\"reason\": \"" + "x".repeat(1_001) + "\"}"), 422, "invalid");
        assertProblem(browser.post(path(run), "{\"reson\": \"x\"}"), 422, "invalid");
        assertThat(browser.get("/api/workflow-executions/" + run)
                        .json()
                        .getJsonObject("data")
                        .getString("status"))
                .isEqualTo("pending");
    }

    private static void assertProblem(Page page, int status, String code) {
        assertThat(page.status()).as(page.body()).isEqualTo(status);
        assertThat(page.json().getString("code")).isEqualTo(code);
    }

    private static String path(String run) {
        return "/api/workflow-executions/" + run + "/cancel";
    }
}
