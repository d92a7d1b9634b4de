package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.inside.Browser.Page;
import org.opsflow.web.contract.Answers;
import org.opsflow.web.contract.Operation;
import org.opsflow.web.contract.Parameter;
import org.opsflow.web.contract.Route;

/**
 * Every operation of the contract × every role × every scope, against the matrix and both ways: whoever has the
 * permission is let through, and nobody else. Own ids are made up, so that what is let through harms nothing.
 */
interface PermissionWalk {
    Set<String> REFUSALS = Set.of("forbidden", "scope", "sign_in_required", "unauthenticated");

    /**
     * Somebody who calls.
     *
     * @param allows by role and credential
     * @param headers that show who they are
     */
    record Walker(String name, Predicate<Permission> allows, Browser browser, String[] headers) {}

    @Test
    @RunAsClient
    default void everyOperationAsksForItsPermissionAndForNothingElse() {
        Neighbours home = Neighbours.moveIn();
        List<String> failures = new ArrayList<>();
        int calls = 0;
        for (Walker walker : walkers(home)) {
            for (Route route : routes()) {
                Optional<Boolean> allowed = expected(route, walker);
                if (allowed.isPresent()) {
                    calls++;
                    Page page = call(walker, route, Map.of());
                    if (isLetThrough(page) != allowed.get()) {
                        failures.add(walker.name() + " " + route + ": " + page.status() + " " + page.body());
                    }
                }
            }
        }

        assertThat(failures).isEmpty();
        // Roles and scopes are walked over all operations, not over the first few.
        assertThat(calls).isGreaterThan(routes().size() * 20);
    }

    /** Not even the words of the answer tell whether there is something elsewhere. */
    @Test
    @RunAsClient
    default void foreignIdsAreAnsweredLikeUnknownOnes() {
        Neighbours home = Neighbours.moveIn();
        Neighbours others = Neighbours.moveIn();
        Walker owner = signedIn("owner", Role.OWNER, home.owner());
        List<String> failures = new ArrayList<>();
        for (Route route : routes()) {
            for (Parameter parameter : parameters(route)) {
                String kind = parameter.document().getString("x-names");
                String foreign = others.ids().get(kind);
                // Slugs may be the same here and there.
                if (!foreign.equals(home.ids().get(kind))) {
                    Page toForeign = call(owner, route, with(home, kind, foreign));
                    Page toUnknown = call(owner, route, with(home, kind, "unknown"));
                    if (toForeign.status() != 404 || !words(toForeign, foreign).equals(words(toUnknown, "unknown"))) {
                        failures.add(route + " with a foreign " + kind + ": " + toForeign.body() + toUnknown.body());
                    }
                }
            }
        }

        assertThat(failures).isEmpty();
    }

    @Test
    @RunAsClient
    default void aWorkspaceThatIsNamedButNotOnesOwnDoesNotExist() {
        Neighbours home = Neighbours.moveIn();
        Neighbours others = Neighbours.moveIn();
        String[] key = key(home.owner().post("/api/api-keys", "{\"name\": \"All\"}"));
        List<String> failures = new ArrayList<>();
        for (String slug : List.of(others.slug(), "unknown", "no slug")) {
            String[] named = {"Opsflow-Workspace", slug};
            for (Walker walker : List.of(
                    new Walker("owner", any -> true, home.owner(), named),
                    new Walker("key", any -> true, new Browser(), joined(key, named)))) {
                for (Route route : routes()) {
                    if (!permission(route).equals("anonymous")) {
                        Page page = call(walker, route, home.ids());
                        if (page.status() != 404) {
                            failures.add(walker.name() + " " + route + " in " + slug + ": " + page.status());
                        }
                    }
                }
            }
        }

        assertThat(failures).isEmpty();
        assertThat(home.owner()
                        .get("/api/auth/me", "Opsflow-Workspace", home.slug())
                        .status())
                .isEqualTo(200);
    }

    private static List<Walker> walkers(Neighbours home) {
        List<Walker> walkers = new ArrayList<>();
        walkers.add(signedIn("owner", Role.OWNER, home.owner()));
        for (Role role : List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER)) {
            walkers.add(signedIn(role.word(), role, home.memberOf(role.word())));
        }
        String agent = home.ids().get("agent");
        for (String scope : Scopes.known()) {
            Scopes scopes = Scopes.asked(List.of(scope));
            String wanted = "{\"name\": \"Walker\", \"scopes\": [\"" + scope + "\"]}";
            walkers.add(byKey("owner's key", Role.OWNER, scopes, home.owner().post("/api/api-keys", wanted)));
            walkers.add(byKey(
                    "agent's key", Role.BOT, scopes, home.owner().post("/api/agents/" + agent + "/keys", wanted)));
        }
        return walkers;
    }

    private static Walker signedIn(String name, Role role, Browser browser) {
        return new Walker(name, permission -> permission.isGivenTo(role), browser, new String[0]);
    }

    private static Walker byKey(String name, Role role, Scopes scopes, Page made) {
        return new Walker(
                name + " for " + scopes,
                permission -> permission.isGivenTo(role) && scopes.include(permission),
                new Browser(),
                key(made));
    }

    private static String[] key(Page made) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonObject issued = made.json().getJsonObject("data");
        return new String[] {"Authorization", "Bearer " + issued.getString("api_key")};
    }

    /** Empty for operations that ask for nothing. An operation whose permission has no row fails here. */
    private static Optional<Boolean> expected(Route route, Walker walker) {
        String word = permission(route);
        return switch (word) {
            case "anonymous" -> Optional.empty();
            case "signed-in" -> Optional.of(true);
            default -> Optional.of(walker.allows().test(Permission.valueOf(word)));
        };
    }

    /** Who is told of a field may call, only not with that. */
    private static boolean isLetThrough(Page page) {
        return page.status() < 400
                || !page.header("Content-Type").startsWith("application/problem+json")
                || !REFUSALS.contains(page.json().getString("code"))
                || !page.json().getJsonArray("errors").isEmpty();
    }

    private static Page call(Walker walker, Route route, Map<String, String> ids) {
        // Whoever signs out is signed in no more.
        boolean isLast = operation(route).document().getString("operationId").equals("signOut");
        boolean hasSignIn = !walker.browser().cookie().isEmpty() && walker.headers().length == 0;
        Browser browser = isLast && hasSignIn ? walker.browser().another() : walker.browser();
        Abuse call = new Abuse(route, ids);
        String[] headers = joined(walker.headers(), new String[] {"X-CSRF-Token", browser.csrf()});
        if (browser.csrf().isEmpty()) {
            headers = walker.headers();
        }
        if (!call.usualType().isEmpty()) {
            headers = joined(headers, new String[] {"Content-Type", call.usualType()});
        }
        return browser.ask(route.method(), call.path(), call.usualBody().getBytes(StandardCharsets.UTF_8), headers);
    }

    private static String[] joined(String[] some, String[] more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static Map<String, String> with(Neighbours home, String kind, String id) {
        Map<String, String> ids = new TreeMap<>(home.ids());
        ids.put(kind, id);
        return ids;
    }

    private static String words(Page page, String id) {
        JsonObject problem = page.json();
        return page.status() + " " + problem.getString("code") + " "
                + problem.getString("detail").replace(id, "…");
    }

    private static String permission(Route route) {
        return operation(route).document().getString("x-permission");
    }

    private static Operation operation(Route route) {
        return Answers.contract().operations().get(route);
    }

    private static List<Parameter> parameters(Route route) {
        return operation(route).parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.PATH)
                .filter(parameter -> !parameter.document().getString("x-names").equals("word"))
                .toList();
    }

    private static List<Route> routes() {
        return Answers.contract().operations().keySet().stream()
                .sorted((a, b) -> (a.path() + a.method()).compareTo(b.path() + b.method()))
                .toList();
    }
}
