package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** The log, at its most talkative, holds nothing that opens a door. */
interface QuietLog {

    @Test
    @RunAsClient
    default void noSecretIsWrittenIntoTheLog() throws Exception {
        JsonObject first = Browser.firstSignIn();
        String mistyped = "mistyped-9f2c71";
        String unknownKey = "owf_u-admin_" + "Zq7".repeat(10) + "Zq";
        Browser browser = Browser.signedIn();
        new Browser().signIn("somebody@example.org", mistyped);
        browser.get("/api/agents", "Authorization", "Bearer " + first.getString("api_key"));
        browser.get("/api/agents", "Authorization", "Bearer " + unknownKey);
        browser.ask("POST", "/api/agents", "{\"name\": \"x\"}", "Content-Type", "application/json");
        browser.ask(
                "POST",
                "/api/auth/login",
                "{\"email\": \"a\", \"password\": \"" + mistyped + "\", \"x\": 1}",
                "Content-Type",
                "application/json");
        String agentKey = browser.post("/api/agents", "{\"name\": \"Discreet " + System.nanoTime() + "\"}")
                .json()
                .getJsonObject("data")
                .getString("api_key");
        try (BoardClient page = BoardClient.open(browser)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");
        }
        BoardClient.refusal(browser.cookie(), "http://evil.example");

        String log = Files.readString(ServerUnderTest.get().log());
        assertThat(log).contains("Opsflow is ready.");
        for (String secret : List.of(
                first.getString("password"),
                first.getString("api_key"),
                mistyped,
                unknownKey,
                agentKey,
                browser.cookie().substring(browser.cookie().indexOf('=') + 1),
                browser.csrf(),
                ServerUnderTest.get().database().password())) {
            assertThat(log).doesNotContain(secret);
        }
    }
}
