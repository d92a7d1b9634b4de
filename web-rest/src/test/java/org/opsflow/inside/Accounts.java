package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** What people see and change of themselves. */
interface Accounts {

    @Test
    @RunAsClient
    default void sessionsAreListedAndEndedOneByOne() {
        String email = Browser.newAccount("viewer");
        Browser here = Browser.signedIn(email);
        Browser there = Browser.signedIn(email);

        JsonArray sessions = here.get("/api/auth/sessions").json().getJsonArray("data");
        assertThat(sessions).hasSize(2);
        JsonObject other = sessions.getJsonObject(0);
        assertThat(other.getBoolean("current")).isFalse();
        assertThat(other.getString("address")).startsWith("127.0.0.");
        assertThat(sessions.getJsonObject(1).getBoolean("current")).isTrue();
        try (BoardClient page = BoardClient.open(there)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");

            Page ended = delete(here, "/api/auth/sessions/" + other.getString("id"));

            assertThat(ended.status()).as(ended.body()).isEqualTo(204);
            assertThat(page.awaitClose()).isEqualTo(1008);
        }
        assertThat(there.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(here.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(delete(here, "/api/auth/sessions/" + other.getString("id")).status())
                .isEqualTo(404);
    }

    @Test
    @RunAsClient
    default void sessionsAreEndedAllButThisOne() {
        String email = Browser.newAccount("member");
        Browser here = Browser.signedIn(email);
        Browser there = Browser.signedIn(email);
        Browser somebody = Browser.signedIn();

        Page ended = delete(here, "/api/auth/sessions");

        assertThat(ended.json().getJsonObject("data").getInt("ended")).isEqualTo(1);
        assertThat(there.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(here.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(somebody.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    @RunAsClient
    default void aNewPasswordEndsTheOtherSessions() {
        String email = Browser.newAccount("member");
        String old = Browser.firstSignIn().getString("password");
        Browser here = Browser.signedIn(email);
        Browser there = Browser.signedIn(email);

        Page wrong = here.post("/api/auth/password", passwords("wrong", "a very new password"));
        Page changed = here.post("/api/auth/password", passwords(old, "a very new password"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().getString("code")).isEqualTo("invalid_credentials");
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(there.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(here.get("/api/auth/me").status()).isEqualTo(200);
        // The fifth try of this account within the minute, and so the last.
        assertThat(new Browser().signIn(email, "a very new password").status()).isEqualTo(200);
    }

    @Test
    @RunAsClient
    default void aPersonIsRenamed() {
        Browser browser = Browser.signedIn(Browser.newAccount("viewer"));

        Page renamed = browser.ask(
                "PATCH",
                "/api/auth/me",
                "{\"name\": \"Ada Lovelace\"}",
                "Content-Type",
                "application/json",
                "X-CSRF-Token",
                browser.csrf());

        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(browser.get("/api/auth/me")
                        .json()
                        .getJsonObject("data")
                        .getJsonObject("person")
                        .getString("name"))
                .isEqualTo("Ada Lovelace");
    }

    @Test
    @RunAsClient
    default void aKeyIsToldWhoItIsAndMayNotTouchTheAccount() {
        Browser nobody = new Browser();
        String[] key = {"Authorization", "Bearer " + Browser.firstSignIn().getString("api_key")};

        JsonObject me = nobody.get("/api/auth/me", key).json().getJsonObject("data");

        assertThat(me.getJsonObject("person").getString("email")).isEqualTo("admin@opsflow.local");
        assertThat(me.isNull("agent")).isTrue();
        assertThat(me.getJsonObject("key").getJsonArray("scopes").getString(0)).isEqualTo("admin");
        assertThat(me).doesNotContainKey("csrf_token");
        assertThat(me.getJsonArray("permissions").toString())
                .contains("MANAGE_MEMBERS")
                .doesNotContain("OWN_ACCOUNT");
        Page refused = nobody.get("/api/auth/sessions", key);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("code")).isEqualTo("sign_in_required");
    }

    private static String passwords(String present, String wanted) {
        return "{\"current_password\": \"" + present + "\", \"new_password\": \"" + wanted + "\"}";
    }

    private static Page delete(Browser browser, String path) {
        return browser.ask("DELETE", path, "", "X-CSRF-Token", browser.csrf());
    }
}
