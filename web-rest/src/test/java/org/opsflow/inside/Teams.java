package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** Workspaces, their members, and how one becomes one. */
interface Teams {

    @Test
    @RunAsClient
    default void aPersonFoundsAWorkspaceAndMovesBetweenTheirs() {
        Browser founder = Browser.signedInAs("viewer");

        Page made = founder.post("/api/workspaces", "{\"name\": \"Night shift " + System.nanoTime() + "\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String slug = made.json().getJsonObject("data").getString("slug");
        assertThat(founder.get("/api/workspaces").json().getJsonArray("data")).hasSize(2);
        assertThat(me(founder).getString("role")).isEqualTo("viewer");
        assertThat(me(founder, "Opsflow-Workspace", slug).getString("role")).isEqualTo("owner");
        Page chosen = json(founder, "PUT", "/api/auth/workspace", "{\"workspace\": \"" + slug + "\"}");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(204);
        assertThat(me(founder).getJsonObject("workspace").getString("slug")).isEqualTo(slug);
        assertThat(founder.get("/api/workflow-executions").json().getJsonArray("data"))
                .isEmpty();
        Page again = founder.post("/api/workspaces", "{\"name\": \"x\", \"slug\": \"" + slug + "\"}");
        assertThat(again.json().getString("code")).isEqualTo("workspace_exists");
    }

    /** Two tabs may look at two workspaces: each socket can name its own. */
    @Test
    @RunAsClient
    default void aSocketIsInTheWorkspaceThatItNames() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        String site = ServerUnderTest.get().address().toString();
        String second = owner.post("/api/workspaces", "{\"name\": \"Attic " + System.nanoTime() + "\"}")
                .json()
                .getJsonObject("data")
                .getString("slug");
        String run = home.ids().get("run");

        try (BoardClient here = BoardClient.open(owner);
                BoardClient there = BoardClient.open(owner, second)) {
            here.say("{\"type\": \"resume\"}");
            there.say("{\"type\": \"resume\"}");
            assertThat(here.await("snapshot").toString()).contains(run);
            assertThat(there.await("snapshot").toString()).doesNotContain(run);
        }
        for (String foreign : List.of(Neighbours.moveIn().slug(), "unknown", "No-Slug")) {
            assertThat(BoardClient.refusal(owner.cookie(), site, "?workspace=" + foreign))
                    .as(foreign)
                    .isEqualTo(404);
        }
    }

    @Test
    @RunAsClient
    default void whoIsInvitedJoinsSignedIn() {
        Neighbours home = Neighbours.moveIn();
        String email = "new-" + System.nanoTime() + "@example.org";
        Page invited = home.owner().post("/api/invitations", "{\"email\": \"" + email + "\", \"role\": \"viewer\"}");
        String token = invited.json().getJsonObject("data").getString("token");
        Browser newcomer = new Browser();

        Page joined = newcomer.join(token, "Grace", "a harbour for nine ships");

        assertThat(joined.status()).as(joined.toString()).isEqualTo(204);
        JsonObject me = me(newcomer);
        assertThat(me.getString("role")).isEqualTo("viewer");
        assertThat(me.getJsonObject("workspace").getString("slug")).isEqualTo(home.slug());
        assertThat(home.owner().get("/api/members").body()).contains(email);
        Page twice = new Browser().join(token, "Eve", "a harbour for nine ships");
        assertThat(twice.json().getString("code")).isEqualTo("invitation_gone");
    }

    @Test
    @RunAsClient
    default void whoIsRemovedIsGoneAtOnce() {
        Neighbours home = Neighbours.moveIn();
        Browser leaver = home.memberOf("member");
        String person = me(leaver).getJsonObject("person").getString("id");
        String key = leaver.post("/api/api-keys", "{\"name\": \"Mine\"}")
                .json()
                .getJsonObject("data")
                .getString("api_key");
        Browser program = new Browser();
        assertThat(program.get("/api/agents", "Authorization", "Bearer " + key).status())
                .isEqualTo(200);
        try (BoardClient page = BoardClient.open(leaver)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");

            Page removed = json(home.owner(), "DELETE", "/api/members/" + person, "");

            assertThat(removed.status()).as(removed.body()).isEqualTo(204);
            assertThat(page.awaitClose()).isEqualTo(1008);
        }
        assertThat(leaver.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(program.get("/api/agents", "Authorization", "Bearer " + key).status())
                .isEqualTo(401);
    }

    @Test
    @RunAsClient
    default void ownershipIsHandedOverAndNeverDoubled() {
        Neighbours home = Neighbours.moveIn();
        Browser heir = home.memberOf("member");
        String heirId = me(heir).getJsonObject("person").getString("id");
        String ownerId = me(home.owner()).getJsonObject("person").getString("id");
        String role = "{\"role\": \"owner\"}";

        Page changed = json(home.owner(), "PATCH", "/api/members/" + heirId, role);

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(me(heir).getString("role")).isEqualTo("owner");
        assertThat(me(home.owner()).getString("role")).isEqualTo("admin");
        assertThat(json(home.owner(), "PATCH", "/api/members/" + ownerId, role).status())
                .isEqualTo(403);
        assertThat(json(home.owner(), "DELETE", "/api/members/" + heirId, "").status())
                .isEqualTo(409);
    }

    @Test
    @RunAsClient
    default void theAuditLogIsReadInPagesByAdministratorsOnly() {
        Neighbours home = Neighbours.moveIn();
        Browser admin = home.memberOf("admin");
        for (int i = 0; i < 3; i++) {
            admin.post("/api/api-keys", "{\"name\": \"K" + i + "\"}");
        }

        Page first = admin.get("/api/audit?limit=2&action=api_key.create");
        String cursor = first.json().getJsonObject("meta").getString("next_cursor");
        Page second = admin.get("/api/audit?limit=2&action=api_key.create&cursor=" + cursor);

        assertThat(first.json().getJsonArray("data")).hasSize(2);
        JsonObject entry = first.json().getJsonArray("data").getJsonObject(0);
        assertThat(entry.getString("outcome")).isEqualTo("done");
        assertThat(entry.getJsonObject("actor").getString("id"))
                .isEqualTo(me(admin).getJsonObject("person").getString("id"));
        assertThat(second.json().getJsonArray("data"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(first.json().getJsonArray("data"));
        assertThat(Neighbours.moveIn().owner().get("/api/audit").body()).doesNotContain(entry.getString("id"));
        assertThat(home.memberOf("viewer").get("/api/audit").status()).isEqualTo(403);
        Page blank = admin.get("/api/audit?since=2026-01-01%2000:00:00Z");
        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.body()).contains("\"since\"");
    }

    /** Both find the place free; the second is told so by the database. */
    @Test
    @RunAsClient
    default void whoeverIsSecondAtTheSameMomentIsToldSo() {
        Browser owner = Neighbours.moveIn().owner();
        String slug = "twice-" + System.nanoTime();

        assertThat(atOnce(owner, "/api/agents", "{\"name\": \"Twice\", \"id\": \"" + slug + "\"}"))
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(atOnce(owner, "/api/workspaces", "{\"name\": \"Twice\", \"slug\": \"" + slug + "\"}"))
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(atOnce(owner, "/api/invitations", "{\"email\": \"twice@example.org\", \"role\": \"viewer\"}"))
                .containsOnly(201);
        assertThat(owner.get("/api/invitations").body()).containsOnlyOnce("twice@example.org");
    }

    /** The statuses of the same call four times. */
    private static List<Integer> atOnce(Browser browser, String path, String body) {
        return IntStream.range(0, 4)
                .mapToObj(any -> CompletableFuture.supplyAsync(
                        () -> browser.post(path, body).status(), task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    @RunAsClient
    default void theAuditLogIsFiltered() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        Browser viewer = home.memberOf("viewer");
        String ownerId = me(owner).getJsonObject("person").getString("id");
        String viewerId = me(viewer).getJsonObject("person").getString("id");
        String agent = home.ids().get("agent");
        String key = owner.post("/api/agents/" + agent + "/keys", "{\"name\": \"K\", \"scopes\": [\"task-only\"]}")
                .json()
                .getJsonObject("data")
                .getString("api_key");
        viewer.get("/api/audit");
        new Browser().get("/api/agents", "Authorization", "Bearer " + key);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> audit(owner, "outcome=refused").size() == 2);

        assertThat(audit(owner, "actor=" + viewerId + "&outcome=refused"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getString("code")).isEqualTo("forbidden"));
        assertThat(audit(owner, "actor=" + agent)).singleElement().satisfies(entry -> {
            assertThat(entry.getString("code")).isEqualTo("scope");
            assertThat(entry.getJsonObject("actor").getString("name")).isEqualTo("Ada");
        });
        assertThat(audit(owner, "action=api_key.create&actor=" + ownerId))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.getString("outcome")).isEqualTo("done"));
        assertThat(audit(owner, "actor=nobody-of-this-name")).isEmpty();
        assertThat(audit(owner, "address=192.0.2.99")).isEmpty();
        assertThat(audit(owner, "address=127.0.0.1&action=access")).hasSize(2);
        assertThat(audit(owner, "until=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(audit(owner, "since=2020-01-01T00:00:00Z&action=access")).hasSize(2);
        assertThat(audit(owner, "since=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(owner.get("/api/audit?since=yesterday").status()).isEqualTo(422);
    }

    private static List<JsonObject> audit(Browser reader, String query) {
        return reader.get("/api/audit?limit=200&" + query).json().getJsonArray("data").stream()
                .map(JsonValue::asJsonObject)
                .toList();
    }

    private static Page json(Browser browser, String method, String path, String body) {
        return body.isEmpty()
                ? browser.ask(method, path, body, "X-CSRF-Token", browser.csrf())
                : browser.ask(method, path, body, "X-CSRF-Token", browser.csrf(), "Content-Type", "application/json");
    }

    private static JsonObject me(Browser browser, String... headers) {
        return browser.get("/api/auth/me", headers).json().getJsonObject("data");
    }
}
