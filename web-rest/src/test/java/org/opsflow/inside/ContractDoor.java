package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** Requests are held against the contract before anything else looks at them. */
interface ContractDoor {

    @Test
    @RunAsClient
    default void theContractIsServedToEverybody() {
        Page yaml = new Browser().get("/api/openapi.yaml");
        Page json = new Browser().get("/api/openapi.json");

        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        assertThat(yaml.body())
                .contains("openapi: 3.1.0", "operationId: startExecution")
                .doesNotContain("${");
        assertThat(json.json().getJsonObject("paths")).containsKey("/workflow-executions/{id}");
        Page again = new Browser().get("/api/openapi.json", "If-None-Match", json.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    @RunAsClient
    default void everythingThatIsWrongIsToldAtOnce() {
        Page page = Browser.signedIn()
                .post("/api/agents?x=1&x=2", "{\"nam\": 1, \"id\": \"-\", \"emoji\": null, \"color\": \"blue\"}");

        assertThat(page.status()).as(page.body()).isEqualTo(422);
        assertThat(errors(page))
                .containsExactlyInAnyOrder(
                        "x: is no parameter of this call: leave it out",
                        "name: is missing",
                        "nam: is not known here: leave it out",
                        "id: must be 1 to 40 lower-case letters, digits or hyphens and not begin with a hyphen",
                        "emoji: must not be null: leave it out, or send a text, in quotes",
                        "color: must be written #rrggbb in lower case, for example #2563eb");
    }

    @Test
    @RunAsClient
    default void parametersAreHeldAgainstItToo() {
        Browser browser = Browser.signedIn();

        assertThat(errors(browser.get("/api/workflow-executions?status=lost&stat=1")))
                .containsExactlyInAnyOrder(
                        "status: must be one of pending, running, completed, failed, cancelled",
                        "stat: is no parameter of this call: leave it out");
        assertThat(errors(browser.get("/api/workflow-executions?status=failed&status=running")))
                .containsExactly("status: is given 2 times: give it once");
        assertThat(errors(browser.get("/api/workflow-executions/" + "x".repeat(101))))
                .containsExactly("id: must be at most 100 characters long");
    }

    @Test
    @RunAsClient
    default void aBodyThatCannotBeReadIsToldWhereAndWhy() {
        Browser browser = Browser.signedIn();

        Page open = browser.post("/api/agents", "{\n  \"name\": ");
        assertThat(open.status()).isEqualTo(400);
        JsonObject error = open.json().getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("field")).isEqualTo("body");
        assertThat(error.getInt("line")).isEqualTo(2);
        for (String body : List.of(
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"name\": " + "[".repeat(100) + "]".repeat(100) + "}",
                "{\"name\": \"\\ud800\"}",
                "{\"name\": 1e999999999}",
                "{} {}",
                " ")) {
            Page page = browser.post("/api/agents", body);
            assertThat(page.status()).as(body).isEqualTo(400);
            assertThat(errors(page)).singleElement().asString().startsWith("body: ");
        }
        Page large = browser.post("/api/agents", "{\"name\": \"" + "x".repeat(1 << 20) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(errors(large)).containsExactly("body: is larger than 1024 KiB");
    }

    @Test
    @RunAsClient
    default void aCallWithoutABodyTakesNone() {
        Browser browser = Browser.signedIn();

        assertThat(browser.post("/api/auth/logout", "{\"everywhere\": true}").status())
                .isEqualTo(400);
        assertThat(browser.post("/api/auth/logout", "{}").status()).isEqualTo(204);
    }

    private static List<String> errors(Page page) {
        return page.json().getJsonArray("errors").stream()
                .map(error -> error.asJsonObject().getString("field") + ": "
                        + error.asJsonObject().getString("message"))
                .toList();
    }
}
