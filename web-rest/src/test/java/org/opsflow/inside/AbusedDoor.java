package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.identity.Role;
import org.opsflow.inside.Browser.Page;
import org.opsflow.web.contract.Answers;
import org.opsflow.web.contract.Operation;
import org.opsflow.web.contract.Parameter;
import org.opsflow.web.contract.Route;

/** Every operation of the contract, sent everything it should not take, by everybody who should not send it. */
interface AbusedDoor {
    /** Written to by mere calls, whatever comes of them: proofs of life, and what was refused. */
    Set<String> ALIVE = Set.of("agent_session", "sign_in", "api_key", "audit_entry");

    @Test
    @RunAsClient
    default void nothingHostileGetsThroughOrLeavesATrace() throws Exception {
        Neighbours home = Neighbours.moveIn();
        List<String> failures = new ArrayList<>();
        int count = 0;
        Optional<Neighbours> untouched = Optional.empty();
        try (Connection database = ServerUnderTest.get().database().connect()) {
            Trace trace = new Trace(database);
            for (Route route : routes()) {
                List<Attempt> attempts = new Abuse(route, home.ids()).attempts();
                for (int i = 0; i < attempts.size(); i++) {
                    if (!mayChangeAThing(attempts.get(i))) {
                        failures.addAll(failuresOf(attempts.get(i), home.owner(), trace));
                        continue;
                    }
                    if (untouched.isEmpty()) {
                        untouched = Optional.of(Neighbours.moveIn());
                        trace.forget();
                    }
                    Neighbours others = untouched.get();
                    Attempt same = new Abuse(route, others.ids()).attempts().get(i);
                    failures.addAll(failuresOf(same, others.owner(), trace));
                    untouched = untouched.filter(neighbours -> trace.isKnown());
                }
                count += attempts.size();
            }
        }
        System.out.println("hostile requests: " + count);

        assertThat(failures).isEmpty();
        assertThat(new Browser().get("/api/health").json().getString("status")).isEqualTo("healthy");
        assertThat(home.owner().get("/api/agents").status()).isEqualTo(200);
    }

    /** What stands in the database; read anew only when something was taken since. */
    final class Trace {
        private final Connection database;
        private Map<String, String> known;

        Trace(Connection database) {
            this.database = database;
        }

        void begin() throws SQLException {
            if (known == null) {
                known = rows(database);
            }
        }

        boolean isLeft() throws SQLException {
            Map<String, String> before = known;
            known = rows(database);
            return !known.equals(before);
        }

        /** Not after something was taken. */
        boolean isKnown() {
            return known != null;
        }

        void forget() {
            known = null;
        }
    }

    /** Once: then the thing is another, and who has it must be others the next time. */
    private static boolean mayChangeAThing(Attempt attempt) {
        Route route = attempt.route();
        return !attempt.must() && !route.method().equals("GET") && route.path().contains("{");
    }

    private static List<String> failuresOf(Attempt attempt, Browser browser, Trace trace) throws SQLException {
        List<String> failures = new ArrayList<>();
        trace.begin();
        try {
            Page page = ask(
                    browser,
                    attempt.route().method(),
                    attempt.path(),
                    attempt.type(),
                    attempt.body(),
                    attempt.headers().toArray(String[]::new));
            complaint(attempt, page, browser).ifPresent(failures::add);
            if (page.status() < 300) {
                trace.forget();
            } else if (trace.isLeft()) {
                failures.add("was refused and still changed the database");
            }
        } catch (AssertionError broken) {
            trace.forget();
            failures.add(broken.getMessage());
        }
        return failures.stream().map(wrong -> attempt + ": " + wrong).toList();
    }

    @Test
    @RunAsClient
    default void whatBelongsToOthersDoesNotExist() throws Exception {
        Neighbours home = Neighbours.moveIn();
        Neighbours others = Neighbours.moveIn();
        List<String> failures = new ArrayList<>();
        try (Connection database = ServerUnderTest.get().database().connect()) {
            Map<String, String> before = rows(database);
            for (Route route : routes()) {
                Set<String> kinds = kinds(route);
                if (kinds.isEmpty()) {
                    continue;
                }
                assertThat(home.ids().keySet())
                        .as("%s names what Neighbours do not have", route)
                        .containsAll(kinds);
                for (String kind : kinds) {
                    Map<String, String> theirs = new TreeMap<>(home.ids());
                    // Slugs may be the same here and there.
                    String id = others.ids().get(kind);
                    theirs.put(kind, id.equals(home.ids().get(kind)) ? "somebody-elses" : id);
                    Abuse call = new Abuse(route, theirs);
                    Page page = ask(
                            home.owner(),
                            route.method(),
                            call.path(),
                            call.usualType(),
                            call.usualBody().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    if (page.status() != 404) {
                        failures.add(route + " with another workspace's " + kind + ": " + page.status());
                    }
                }
            }
            assertThat(failures).isEmpty();
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Test
    @RunAsClient
    default void noRoleDoesMoreThanItsPermissions() throws Exception {
        Neighbours home = Neighbours.moveIn();
        List<String> failures = new ArrayList<>();
        try (Connection database = ServerUnderTest.get().database().connect()) {
            for (Role role : List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER)) {
                Browser member = home.memberOf(role.word());
                for (Route route : routes()) {
                    Optional<Permission> permission = permission(route);
                    if (permission.isPresent() && !permission.get().isGivenTo(role)) {
                        Map<String, String> before = rows(database);
                        Abuse call = new Abuse(route, home.ids());
                        Page page = ask(
                                member,
                                route.method(),
                                call.path(),
                                call.usualType(),
                                call.usualBody().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                        if (page.status() != 403
                                || !page.json().getString("code").equals("forbidden")) {
                            failures.add(role + " " + route + ": " + page.status());
                        }
                        if (!rows(database).equals(before)) {
                            failures.add(role + " " + route + " was refused and still changed the database");
                        }
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    @RunAsClient
    default void whoDoesNotProveWhoTheyAreIsRefusedEverywhere() throws Exception {
        Neighbours home = Neighbours.moveIn();
        List<String> failures = new ArrayList<>();
        try (Connection database = ServerUnderTest.get().database().connect()) {
            Map<String, String> before = rows(database);
            for (Route route : routes()) {
                if (operation(route).document().getString("x-permission").equals("anonymous")) {
                    continue;
                }
                Abuse call = new Abuse(route, home.ids());
                for (String[] headers : List.of(
                        new String[0],
                        new String[] {"Authorization", "Bearer owf_ada_" + "x".repeat(32)},
                        new String[] {"Authorization", "Bearer ' OR 1=1"},
                        new String[] {"Authorization", "Basic YTpi"},
                        new String[] {"Cookie", "opsflow_session=" + "x".repeat(43)})) {
                    expect(failures, route, 401, new Browser().ask(route.method(), call.path(), "", headers));
                }
                if (!route.method().equals("GET")) {
                    expect(failures, route, 403, home.owner().ask(route.method(), call.path(), ""));
                }
            }
            assertThat(failures).isEmpty();
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Test
    @RunAsClient
    default void aMethodThatAPathDoesNotHaveIsRefused() {
        Neighbours home = Neighbours.moveIn();
        Map<String, Set<String>> methods = routes().stream()
                .collect(Collectors.groupingBy(
                        Route::path, TreeMap::new, Collectors.mapping(Route::method, Collectors.toSet())));
        List<String> failures = new ArrayList<>();
        methods.forEach((path, known) -> {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PURGE")) {
                if (!known.contains(method)) {
                    Route route = new Route(known.iterator().next(), path);
                    Page page = ask(home.owner(), method, new Abuse(route, home.ids()).path(), "", new byte[0]);
                    boolean isAnothers = page.status() == 404 && isTakenBy(method, path);
                    if (page.status() != 405 && page.status() != 501 && !isAnothers) {
                        failures.add(method + " " + path + ": " + page.status());
                    }
                }
            }
        });

        assertThat(failures).isEmpty();
    }

    /** The path is an id in the eyes of another operation, and no such thing is there. */
    private static boolean isTakenBy(String method, String path) {
        return routes().stream()
                .filter(route -> route.method().equals(method))
                .anyMatch(route -> path.matches(route.path().replaceAll("\\{[^}]*}", "[^/]+")));
    }

    private static Page ask(Browser browser, String method, String path, String type, byte[] body, String... more) {
        List<String> headers = new ArrayList<>(List.of("X-CSRF-Token", browser.csrf()));
        if (!type.isEmpty()) {
            headers.addAll(List.of("Content-Type", type));
        }
        headers.addAll(List.of(more));
        return browser.ask(method, path, body, headers.toArray(String[]::new));
    }

    private static void expect(List<String> failures, Route route, int status, Page page) {
        if (page.status() != status) {
            failures.add(route + ": " + page.status() + " instead of " + status);
        }
    }

    private static Optional<String> complaint(Attempt attempt, Page page, Browser browser) {
        if (page.status() >= 500) {
            return Optional.of("the server failed: " + page);
        }
        if (page.status() >= 300 || isFoundWrong(page)) {
            // Nobody is told which of address and password was wrong, and what comes too often is not looked at.
            boolean isClear = attempt.fields().isEmpty()
                    || page.status() == 401
                    || page.status() == 416
                    || page.status() == 429
                    || named(page).stream()
                            .anyMatch(name -> attempt.fields().stream().anyMatch(name::startsWith));
            return isClear
                    ? Optional.empty()
                    : Optional.of("none of " + attempt.fields() + " is named: " + page.body());
        }
        if (attempt.must()) {
            return Optional.of("was taken: " + page.status() + " " + page.body());
        }
        return attempt.text()
                .filter(text -> !reads(page, attempt, browser, text))
                .map(text -> "does not read back");
    }

    /** Checking is not publishing: what is wrong is the answer, not a refusal. */
    private static boolean isFoundWrong(Page page) {
        return page.body().startsWith("{\"success\"")
                && page.json().get("data") instanceof JsonObject data
                && !data.getBoolean("valid", true);
    }

    private static Set<String> named(Page page) {
        Set<String> named = new TreeSet<>();
        boolean isVerdict = isFoundWrong(page);
        JsonObject holder = isVerdict ? page.json().getJsonObject("data") : page.json();
        Optional.ofNullable(holder.getJsonArray("errors"))
                .ifPresent(errors -> errors.forEach(
                        error -> named.add(error.asJsonObject().getString(isVerdict ? "path" : "field"))));
        return named;
    }

    /** In the answer itself, or in what stands under the new id. */
    private static boolean reads(Page page, Attempt attempt, Browser browser, String text) {
        if (page.body().isEmpty() || holds(page.json(), text)) {
            return true;
        }
        Route detail = new Route("GET", attempt.route().path() + "/{id}");
        Optional<String> id = id(page.json().get("data"));
        return id.isPresent()
                && Answers.contract().operations().containsKey(detail)
                && holds(
                        browser.get("/api" + attempt.route().path() + "/" + id.get())
                                .json(),
                        text);
    }

    private static Optional<String> id(JsonValue data) {
        if (!(data instanceof JsonObject object)) {
            return Optional.empty();
        }
        return object.get("id") instanceof JsonString id
                ? Optional.of(id.getString())
                : object.values().stream().flatMap(inner -> id(inner).stream()).findFirst();
    }

    private static boolean holds(JsonValue value, String text) {
        if (value instanceof JsonString string) {
            return string.getString().equals(text);
        }
        if (value instanceof JsonArray array) {
            return array.stream().anyMatch(item -> holds(item, text));
        }
        return value instanceof JsonObject object && object.values().stream().anyMatch(member -> holds(member, text));
    }

    private static List<Route> routes() {
        return Answers.contract().operations().keySet().stream()
                .sorted((a, b) -> (a.path() + a.method()).compareTo(b.path() + b.method()))
                .toList();
    }

    private static Operation operation(Route route) {
        return Answers.contract().operations().get(route);
    }

    /** The words of {@code x-names}: what its path's parameters name. */
    private static Set<String> kinds(Route route) {
        return operation(route).parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.PATH)
                .map(parameter -> parameter.document().getString("x-names", "something unnamed"))
                .filter(kind -> !kind.equals("word"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Permission> permission(Route route) {
        String word = operation(route).document().getString("x-permission");
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.name().equals(word))
                .findFirst();
    }

    /** Rows and a checksum of each table. */
    private static Map<String, String> rows(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SHOW TABLES")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            tables.removeAll(ALIVE);
            String names = tables.stream().map(table -> "`" + table + "`").collect(Collectors.joining(", "));
            Map<String, String> rows = new TreeMap<>();
            try (ResultSet sums = statement.executeQuery("CHECKSUM TABLE " + names)) {
                while (sums.next()) {
                    rows.put(sums.getString(1), sums.getString(2));
                }
            }
            return rows;
        }
    }
}
