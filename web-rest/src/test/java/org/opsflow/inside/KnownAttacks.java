package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** The attacks on sign-ins that have a name, one test for each. */
interface KnownAttacks {

    /** Another site can make a browser send our cookie, but neither read the token nor send JSON without asking us. */
    @Test
    @RunAsClient
    default void crossSiteRequestForgery() {
        Browser victim = Neighbours.moveIn().owner();
        Browser attacker = Browser.signedIn();
        String body = "{\"name\": \"Forged\"}";
        String before = victim.get("/api/agents").body();

        for (String[] headers : List.of(
                new String[] {"Content-Type", "application/json"},
                new String[] {"Content-Type", "application/json", "X-CSRF-Token", ""},
                new String[] {"Content-Type", "application/json", "X-CSRF-Token", attacker.csrf()},
                new String[] {"Content-Type", "text/plain"},
                new String[] {"Content-Type", "application/x-www-form-urlencoded"})) {
            assertThat(victim.ask("POST", "/api/agents", body, headers).status())
                    .isIn(403, 415);
        }
        String credentials = "{\"email\": \"eve@example.org\", \"password\": \"hers\"}";
        assertThat(victim.ask("POST", "/api/auth/login", credentials, "Content-Type", "text/plain")
                        .status())
                .as("signing a victim in as the attacker")
                .isEqualTo(415);

        assertThat(victim.get("/api/agents").body()).isEqualTo(before);
        assertThat(victim.post("/api/agents", body).status()).isEqualTo(201);
    }

    /** A session that somebody planted in a browser is not the one that its user signs in to. */
    @Test
    @RunAsClient
    default void sessionFixation() {
        Browser attacker = Browser.signedIn(Browser.newAccount("viewer"));
        for (String planted : List.of(attacker.cookie(), "opsflow_session=" + "x".repeat(43))) {
            Browser victim = new Browser();
            victim.plant(planted);

            Page page = victim.signIn(
                    Browser.newAccount("member"), Browser.firstSignIn().getString("password"));

            assertThat(page.status()).isEqualTo(200);
            assertThat(victim.cookie()).isNotEqualTo(planted).matches("opsflow_session=[A-Za-z0-9_-]{43}");
            assertThat(me(victim).getString("role")).isEqualTo("member");
            Page known = new Browser().get("/api/auth/me", "Cookie", planted);
            assertThat(known.status() == 401
                            || known.json()
                                    .getJsonObject("data")
                                    .getString("role")
                                    .equals("viewer"))
                    .as("what the attacker knows opens no more than before")
                    .isTrue();
        }
        assertThat(new Browser()
                        .get("/api/auth/me;opsflow_session=" + attacker.cookie().split("=")[1])
                        .status())
                .as("a token in the address")
                .isNotEqualTo(200);
    }

    /** Browsers send our cookie with any site's socket; only the origin tells them apart. */
    @Test
    @RunAsClient
    default void crossOriginSocket() {
        Browser victim = Browser.signedIn();
        String site = ServerUnderTest.get().address().toString();

        for (String origin : List.of(
                "http://evil.example",
                "null",
                "",
                site + ".evil.example",
                site + "@evil.example",
                site.replace("127.0.0.1", "127.0.0.2"),
                "http://evil.example/" + site)) {
            assertThat(BoardClient.refusal(victim.cookie(), origin)).as(origin).isEqualTo(403);
        }

        try (BoardClient page = BoardClient.open(victim)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");
        }
    }

    /** Neither signing in nor inviting tells who has an account here. */
    @Test
    @RunAsClient
    default void accountEnumeration() {
        String known = Browser.newAccount("member");
        String unknown = known.replace("member", "nobody");

        for (int i = 0; i < 6; i++) {
            Page wrong = new Browser().signIn(known, "wrong");
            Page nobody = new Browser().signIn(unknown, "wrong");
            assertThat(words(wrong)).isEqualTo(words(nobody));
            assertThat(names(wrong)).isEqualTo(names(nobody));
            assertThat(wrong.status()).isEqualTo(i < 5 ? 401 : 429);
        }
        Browser stranger = Neighbours.moveIn().owner();
        Page ofKnown = invited(stranger, known);
        Page ofUnknown = invited(stranger, unknown);
        assertThat(ofKnown.status()).isEqualTo(201).isEqualTo(ofUnknown.status());
        assertThat(ofKnown.json()
                        .getJsonObject("data")
                        .getJsonObject("invitation")
                        .keySet())
                .isEqualTo(ofUnknown
                        .json()
                        .getJsonObject("data")
                        .getJsonObject("invitation")
                        .keySet());
    }

    /** What nobody offers to change cannot be slipped in beside what is offered. */
    @Test
    @RunAsClient
    default void massAssignment() {
        Neighbours home = Neighbours.moveIn();
        Browser member = home.memberOf("member");
        Browser owner = home.owner();
        String before = me(member).toString();

        refusedFor("role", patch(member, "/api/auth/me", "{\"name\": \"Eve\", \"role\": \"owner\"}"));
        refusedFor("email", patch(member, "/api/auth/me", "{\"name\": \"Eve\", \"email\": \"eve@example.org\"}"));
        refusedFor("id", patch(member, "/api/auth/me", "{\"name\": \"Eve\", \"id\": \"person_x\"}"));
        refusedFor("workspace_id", member.post("/api/agents", "{\"name\": \"A\", \"workspace_id\": \"ws_x\"}"));
        refusedFor("person_id", member.post("/api/api-keys", "{\"name\": \"K\", \"person_id\": \"person_x\"}"));
        refusedFor("role", member.post("/api/api-keys", "{\"name\": \"K\", \"role\": \"owner\"}"));
        refusedFor("owner_id", member.post("/api/workspaces", "{\"name\": \"W\", \"owner_id\": \"person_x\"}"));
        refusedFor("role", owner.post("/api/invitations", "{\"email\": \"eve@example.org\", \"role\": \"owner\"}"));
        refusedFor(
                "workspace_id",
                patch(
                        owner,
                        "/api/members/" + home.ids().get("member"),
                        "{\"role\": \"viewer\", \"workspace_id\": \"ws_x\"}"));

        assertThat(me(member)).hasToString(before);
    }

    private static void refusedFor(String field, Page page) {
        assertThat(page.status()).as(page.body()).isEqualTo(422);
        assertThat(page.json().getJsonArray("errors"))
                .extracting(error -> error.asJsonObject().getString("field"))
                .contains(field);
    }

    private static Page invited(Browser browser, String email) {
        return browser.post("/api/invitations", "{\"email\": \"" + email + "\", \"role\": \"member\"}");
    }

    private static Page patch(Browser browser, String path, String body) {
        return browser.ask("PATCH", path, body, "Content-Type", "application/json", "X-CSRF-Token", browser.csrf());
    }

    private static JsonObject me(Browser browser) {
        return browser.get("/api/auth/me").json().getJsonObject("data");
    }

    private static String words(Page page) {
        JsonObject problem = page.json();
        return page.status()
                + problem.getString("code")
                + problem.getString("title")
                + problem.getString("detail")
                + problem.getJsonArray("errors");
    }

    private static String names(Page page) {
        return page.headers().lines().map(line -> line.split(":")[0]).sorted().collect(Collectors.joining(","));
    }
}
