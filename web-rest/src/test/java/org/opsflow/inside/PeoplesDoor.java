package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;

/** What the door lets through, and how it refuses. */
interface PeoplesDoor {

    @Test
    @RunAsClient
    default void aSignInOpensTheDoorByACookieThatNoScriptCanRead() {
        JsonObject first = Browser.firstSignIn();
        Browser browser = new Browser();

        Page page = browser.signIn(first.getString("email"), first.getString("password"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Set-Cookie"))
                .startsWith("opsflow_session=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .containsIgnoringCase("Path=/")
                .containsIgnoringCase("Max-Age=1209600")
                // Only where the site is reached by TLS, else the browser would never send it.
                .doesNotContainIgnoringCase("Secure");
        JsonObject me = browser.get("/api/auth/me").json().getJsonObject("data");
        assertThat(me.getJsonObject("person").getString("email")).isEqualTo(first.getString("email"));
        assertThat(me.getString("role")).isEqualTo("owner");
        assertThat(me.getString("csrf_token")).isEqualTo(browser.csrf());
    }

    @Test
    @RunAsClient
    default void aWrongPasswordAndAnUnknownAccountAreRefusedAlike() {
        Page wrong = new Browser().signIn(Browser.firstSignIn().getString("email"), "wrong");
        Page unknown = new Browser().signIn("nobody@example.org", "wrong");

        assertProblem(wrong, 401, "invalid_credentials");
        assertProblem(unknown, 401, "invalid_credentials");
        assertThat(wrong.json().getString("detail")).isEqualTo(unknown.json().getString("detail"));
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    @Test
    @RunAsClient
    default void theSixthTryInAMinuteHasToWait() {
        Browser browser = new Browser();
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("127.0.0.9", "guess" + i + "@example.org", "wrong")
                            .status())
                    .isEqualTo(401);
        }

        Page refused = browser.signIn("127.0.0.9", "another@example.org", "wrong");

        assertProblem(refused, 429, "too_many_requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    @RunAsClient
    default void whoChangesSomethingByCookieShowsTheToken() {
        Browser browser = Browser.signedIn();
        String body = "{\"name\": \"Crossed " + System.nanoTime() + "\"}";

        Page without = browser.ask("POST", "/api/agents", body, "Content-Type", "application/json");
        Page wrong =
                browser.ask("POST", "/api/agents", body, "Content-Type", "application/json", "X-CSRF-Token", "guessed");
        Page with = browser.post("/api/agents", body);

        assertProblem(without, 403, "csrf");
        assertProblem(wrong, 403, "csrf");
        assertThat(with.status()).as(with.body()).isEqualTo(201);
    }

    @Test
    @RunAsClient
    default void aKeyOpensTheDoorWithoutACookie() {
        Browser nobody = new Browser();
        String key = Browser.firstSignIn().getString("api_key");

        assertThat(nobody.get("/api/agents", "Authorization", "Bearer " + key).status())
                .isEqualTo(200);
        assertProblem(nobody.get("/api/agents", "Authorization", "Bearer " + key + "x"), 401, "unauthenticated");
        assertProblem(nobody.get("/api/agents", "Authorization", "Basic eDp5"), 401, "unauthenticated");
        assertProblem(nobody.get("/api/agents"), 401, "unauthenticated");
        assertProblem(nobody.get("/api/agents", "Cookie", "opsflow_session=forged"), 401, "unauthenticated");
    }

    @Test
    @RunAsClient
    default void refusalsAreProblemDocumentsThatNameTheRemedy() {
        Browser browser = Browser.signedIn();

        assertProblem(browser.get("/api/nothing/here"), 404, "not_found");
        assertProblem(browser.get("/api/workflow-executions/run_nothing"), 404, "not_found");
        Page wrongMethod = browser.ask("DELETE", "/api/agents", "", "X-CSRF-Token", browser.csrf());
        assertProblem(wrongMethod, 405, "method_not_allowed");
        assertThat(wrongMethod.header("Allow")).contains("GET").contains("POST");
        assertProblem(
                browser.ask(
                        "POST",
                        "/api/agents",
                        "name=x",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-CSRF-Token",
                        browser.csrf()),
                415,
                "unsupported_media_type");
        assertProblem(browser.post("/api/agents", "{\"name\": "), 400, "bad_request");
        Page unfit = browser.post("/api/agents", "{\"nam\": \"x\"}");
        assertProblem(unfit, 422, "invalid");
        assertThat(unfit.json().getJsonArray("errors"))
                .extracting(error -> error.asJsonObject().getString("field"))
                .containsExactlyInAnyOrder("name", "nam");
    }

    @Test
    @RunAsClient
    default void answersCarrySecurityHeaders() {
        Page api = Browser.signedIn().get("/api/auth/me");
        Page page = new Browser().get("/");

        assertThat(api.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(api.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(api.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .contains("frame-ancestors");
    }

    @Test
    @RunAsClient
    default void thePageIsServedAtItsAddressesAndNotInPlaceOfOthers() {
        Browser nobody = new Browser();

        Page start = nobody.get("/");
        Page deep = nobody.get("/runs/run_x");

        // A build without the dashboard has no page.
        if (start.status() == 200) {
            assertThat(deep.body()).isEqualTo(start.body()).startsWithIgnoringCase("<!doctype html>");
        }
        assertProblem(nobody.get("/api/none"), 404, "not_found");
        assertThat(nobody.get("/none.js").status()).isEqualTo(404);
        assertThat(nobody.get("/health/ready").body()).contains("\"UP\"");
    }

    @Test
    @RunAsClient
    default void nobodyIsTurnedAwayFromHealth() {
        Page page = new Browser().get("/api/health");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().getString("status")).isEqualTo("healthy");
        assertThat(page.json().getString("environment")).isEqualTo("test");
    }

    @Test
    @RunAsClient
    default void thePlatformDescribesNothingByItself() {
        Browser browser = Browser.signedIn();

        assertThat(browser.get("/api/application.wadl").status()).isEqualTo(404);
        assertThat(browser.ask("OPTIONS", "/api/agents", "").body()).doesNotContain("wadl");
    }

    @Test
    @RunAsClient
    default void signingOutEndsTheSession() {
        Browser browser = Browser.signedIn();

        Page out = browser.post("/api/auth/logout", "");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("opsflow_session=").containsIgnoringCase("Max-Age=0");
        assertProblem(browser.get("/api/auth/me"), 401, "unauthenticated");
    }

    private static void assertProblem(Page page, int status, String code) {
        assertThat(page.status()).as(page.toString()).isEqualTo(status);
        assertThat(page.header("Content-Type")).startsWith("application/problem+json");
        JsonObject problem = page.json();
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getBoolean("success")).isFalse();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(page.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
