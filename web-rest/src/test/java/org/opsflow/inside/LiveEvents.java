package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.inside.LiveBoard.published;
import static org.opsflow.inside.LiveBoard.started;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.EventReader.Event;

/** The stream of events, as a program uses it. */
interface LiveEvents {
    int ALLOWED = 5;

    @Test
    @RunAsClient
    default void aReaderIsToldEveryChangeOnceAndInOrder() {
        Browser browser = Neighbours.moveIn().owner();
        String definition = published(browser);
        try (EventReader reader = EventReader.open(browser, "")) {
            assertThat(reader.header("Content-Type")).isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
            assertThat(reader.header("Cache-Control")).isEqualTo("no-store");
            Event ready = reader.opening();
            long n = ready.data().getJsonNumber("n").longValue();

            String one = started(browser, definition);
            String other = started(browser, definition);

            List<Event> changes = reader.changesUntil(other);
            assertThat(ready.field("event")).isEqualTo("ready");
            assertThat(changes).extracting(LiveEvents::n).containsExactly(n + 1, n + 2);
            assertThat(changes.get(0).data().getString("type")).isEqualTo("workflow.execution.created");
            assertThat(changes.get(0).data().getJsonObject("data").getString("id"))
                    .isEqualTo(one);
            assertThat(changes.get(0).field("id")).isEqualTo(ready.data().getString("epoch") + ":" + (n + 1));
        }
    }

    @Test
    @RunAsClient
    default void aReaderThatComesBackIsToldWhatItMissed() {
        Browser browser = Neighbours.moveIn().owner();
        String definition = published(browser);
        String place;
        try (EventReader before = EventReader.open(browser, "")) {
            place = before.opening().field("id");
        }
        String one = started(browser, definition);
        String other = started(browser, definition);

        try (EventReader byHeader = EventReader.open(browser, "?since=other:3", "Last-Event-ID", place);
                EventReader byParameter = EventReader.open(browser, "?since=" + place)) {
            for (EventReader reader : List.of(byHeader, byParameter)) {
                assertThat(reader.opening().field("event")).isEqualTo("ready");
                assertThat(reader.opening().field("id")).isEqualTo(place);
                assertThat(reader.changesUntil(other))
                        .extracting(
                                change -> change.data().getJsonObject("data").getString("id"))
                        .containsExactly(one, other);
            }
        }
    }

    @Test
    @RunAsClient
    default void aReaderOfWhatIsNotToBeHadIsToldToLoadAnew() {
        Browser browser = Neighbours.moveIn().owner();
        String epoch;
        try (EventReader now = EventReader.open(browser, "")) {
            epoch = now.opening().data().getString("epoch");
        }
        for (String since : List.of("another:1", epoch + ":999999")) {
            try (EventReader reader = EventReader.open(browser, "?since=" + since)) {
                Event opening = reader.opening();

                assertThat(opening.field("event")).as(since).isEqualTo("reset");
                assertThat(opening.field("id"))
                        .isEqualTo(epoch + ":" + opening.data().getJsonNumber("n"));
                String run = started(browser, published(browser));
                assertThat(reader.changesUntil(run)).hasSize(1);
            }
        }
    }

    @Test
    @RunAsClient
    default void aReaderIsToldTheTypesItAsksForAndNothingOfOtherWorkspaces() {
        Browser browser = Neighbours.moveIn().owner();
        Browser other = Neighbours.moveIn().owner();
        String definition = published(browser);
        try (EventReader agents = EventReader.open(browser, "?types=agent.*");
                EventReader elsewhere = EventReader.open(other, "")) {
            agents.opening();
            elsewhere.opening();
            started(browser, definition);
            browser.post("/api/agents", "{\"name\": \"Grace\"}");
            other.post("/api/agents", "{\"name\": \"Elsewhere\"}");

            assertThat(agents.changesUntil("Grace"))
                    .singleElement()
                    .extracting(change -> change.data().getString("type"))
                    .isEqualTo("worker.registered");
            assertThat(elsewhere.changesUntil("Elsewhere")).hasSize(1);
        }
    }

    @Test
    @RunAsClient
    default void aReaderNamesItsWorkspaceInTheAddress() {
        Browser browser = Neighbours.moveIn().owner();
        String there = browser.post("/api/workspaces", "{\"name\": \"Night shift " + System.nanoTime() + "\"}")
                .json()
                .getJsonObject("data")
                .getString("slug");
        try (EventReader reader = EventReader.open(browser, "?workspace=" + there)) {
            reader.opening();
            browser.post("/api/agents", "{\"name\": \"Here\"}");
            Browser.Page made = browser.ask(
                    "POST",
                    "/api/agents",
                    "{\"name\": \"There\"}",
                    "Opsflow-Workspace",
                    there,
                    "Content-Type",
                    "application/json",
                    "X-CSRF-Token",
                    browser.csrf());
            assertThat(made.status()).as(made.body()).isEqualTo(201);

            assertThat(reader.changesUntil("There")).hasSize(1);
        }
        String others = Neighbours.moveIn().slug();
        assertThat(browser.get("/api/events?workspace=" + others).status()).isEqualTo(404);
    }

    @Test
    @RunAsClient
    default void aStreamEndsWithTheSignInOrKeyThatOpenedIt() throws IOException {
        Browser browser = Neighbours.moveIn().owner();
        JsonObject issued = browser.post("/api/api-keys", "{\"name\": \"Reader\", \"scopes\": [\"read-only\"]}")
                .json()
                .getJsonObject("data");
        try (EventReader byKey = EventReader.open("", "Authorization", "Bearer " + issued.getString("api_key"));
                EventReader byCookie = EventReader.open(browser, "")) {
            byKey.opening();
            byCookie.opening();

            String id = issued.getJsonObject("key").getString("id");
            browser.ask("DELETE", "/api/api-keys/" + id, "", "X-CSRF-Token", browser.csrf());
            byKey.awaitEnd();
            assertThat(browser.post("/api/auth/logout", "").status()).isEqualTo(204);
            byCookie.awaitEnd();
        }
        assertThat(Files.readString(ServerUnderTest.get().log()))
                .as("An answer that is completed twice may be another request's by then.")
                .doesNotContain("Error invoking AsyncListener");
    }

    @Test
    @RunAsClient
    default void aKeyThatMayNotReadIsRefused() {
        String key = Neighbours.moveIn()
                .owner()
                .post("/api/agents", "{\"name\": \"Worker\"}")
                .json()
                .getJsonObject("data")
                .getString("api_key");

        Browser.Page page = new Browser().get("/api/events", "Authorization", "Bearer " + key);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.json().getString("code")).isEqualTo("scope");
    }

    @Test
    @RunAsClient
    default void nobodyHasMoreStreamsThanTheyMayAndAPlaceIsFreeWhenOneEnds() {
        Browser browser = Neighbours.moveIn().owner();
        List<EventReader> open = new ArrayList<>();
        try {
            for (int i = 0; i < ALLOWED; i++) {
                open.add(EventReader.open(browser, ""));
                assertThat(open.get(i).status()).isEqualTo(200);
                open.get(i).opening();
            }

            Browser.Page refused = browser.get("/api/events");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(browser.ask("HEAD", "/api/events", "").status()).isEqualTo(200);
            open.get(0).close();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> browser.get("/api/events").status() == 200);
        } finally {
            open.forEach(EventReader::close);
        }
    }

    private static long n(Event change) {
        return change.data().getJsonNumber("n").longValue();
    }
}
