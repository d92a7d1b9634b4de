package org.opsflow.inside;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.web.contract.Answers;

/** Somebody at the people's door, signed in or not. */
final class Browser {
    /** Each sign-in comes from an address of its own, as tries are counted for each. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger(10);

    /** As browsers do in clear text: HTTP/1.1. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI address = ServerUnderTest.get().address();
    private String cookie = "";
    private String csrf = "";
    private String email = "";

    /** As the server answered it, headers as one text. */
    record Page(int status, String headers, String body) {
        JsonObject json() {
            return JsonText.parseObject(body).orElseThrow(() -> new AssertionError("not JSON: " + body));
        }

        String header(String name) {
            return headers.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The sign-in that the server left at its first start. */
    static JsonObject firstSignIn() {
        try {
            return JsonText.parseObject(Files.readString(ServerUnderTest.get().firstSignIn()))
                    .orElseThrow();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** An administrator of the first workspace with an account of their own, as tries are counted for each account too. */
    static Browser signedIn() {
        return signedInAs("admin");
    }

    /** A member of the first workspace with an account of their own. */
    static Browser signedInAs(String role) {
        return signedIn(newAccount(role));
    }

    /** A new member of a workspace. */
    static Browser signedInAs(String role, String workspace) {
        return signedIn(newAccount(role, workspace));
    }

    /** Somebody with such an account, at a browser of their own. */
    static Browser signedIn(String email) {
        Browser browser = new Browser();
        browser.email = email;
        Page page = browser.signIn(email, firstSignIn().getString("password"));
        if (page.status() != 200) {
            throw new AssertionError(page + "\n" + ServerUnderTest.get().lastWords());
        }
        return browser;
    }

    /** The same person at another browser. */
    Browser another() {
        return signedIn(email);
    }

    /** The address of a new member of the first workspace, whose password is the first owner's. */
    static String newAccount(String role) {
        return newAccount(role, "main");
    }

    static String newAccount(String role, String workspace) {
        String email = role + "-" + UUID.randomUUID() + "@example.org";
        try (Connection database = ServerUnderTest.get().database().connect();
                Statement statement = database.createStatement()) {
            statement.executeUpdate("SET @id = UNHEX(REPLACE('" + UUID.randomUUID() + "', '-', ''))");
            statement.executeUpdate("INSERT INTO person (id, email, name, password_hash, created_at) SELECT @id, '"
                    + email + "', 'Ada', password_hash, created_at FROM person WHERE email = 'admin@opsflow.local'");
            statement.executeUpdate("INSERT INTO member (workspace_id, person_id, role, created_at) SELECT id, @id, '"
                    + role + "', created_at FROM workspace WHERE slug = '" + workspace + "'");
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        return email;
    }

    /** From an address that nobody else uses. */
    Page signIn(String email, String password) {
        return signIn(unusedAddress(), email, password);
    }

    Page signIn(String from, String email, String password) {
        Page page = post(from, "/api/auth/login", JsonText.object(json -> json.write("email", email)
                .write("password", password)));
        if (page.status() == 200) {
            csrf = page.json().getJsonObject("data").getString("csrf_token");
        }
        return page;
    }

    /** By an invitation, from an address that nobody else uses. */
    Page join(String token, String name, String password) {
        Page page = post(unusedAddress(), "/api/invitations/accept", JsonText.object(json -> json.write("token", token)
                .write("name", name)
                .write("password", password)));
        if (page.status() == 204) {
            csrf = get("/api/auth/me").json().getJsonObject("data").getString("csrf_token");
        }
        return page;
    }

    private static String unusedAddress() {
        int n = ADDRESSES.incrementAndGet();
        return "127.0." + n / 200 + "." + (n % 200 + 10);
    }

    /** By hand, as Java's client cannot choose its own address. Keeps the cookie that it is given. */
    private Page post(String from, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + (cookie.isEmpty() ? "" : "\r\nCookie: " + cookie)
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(
                InetAddress.getByName(address.getHost()), address.getPort(), InetAddress.getByName(from), 0)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            Page page = page(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (page.status() < 300) {
                cookie = page.header("Set-Cookie").split(";")[0];
            }
            return page;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    String cookie() {
        return cookie;
    }

    /** As whoever can write cookies of our host, from a page beside it, could. */
    void plant(String stranger) {
        cookie = stranger;
    }

    String csrf() {
        return csrf;
    }

    Page get(String path, String... headers) {
        return ask("GET", path, "", headers);
    }

    /** JSON, with the CSRF token. */
    Page post(String path, String body) {
        return ask("POST", path, body, "Content-Type", "application/json", "X-CSRF-Token", csrf);
    }

    Page ask(String method, String path, String body, String... headers) {
        return ask(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Page ask(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), Browser::body);
            String all = response.headers().map().entrySet().stream()
                    .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                    .collect(Collectors.joining("\n"));
            Page page = new Page(response.statusCode(), all, response.body());
            requirePromised(method, path, page);
            return page;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** All of it; of what does not end, nothing. */
    private static BodySubscriber<String> body(HttpResponse.ResponseInfo answer) {
        boolean isEndless = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        return isEndless ? new HangUp() : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    private static final class HangUp implements BodySubscriber<String> {
        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedStage("");
        }

        @Override
        public void onSubscribe(Flow.Subscription stream) {
            stream.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            // Cancelled.
        }

        @Override
        public void onError(Throwable failed) {
            // Nobody reads it.
        }

        @Override
        public void onComplete() {
            // Nobody reads it.
        }
    }

    /** Whatever a test asks, the answer is what the contract says. */
    private static void requirePromised(String method, String path, Page page) {
        String bare = path.replaceFirst("\\?.*", "");
        // An address that it cannot decode, and TRACE, the container refuses before anything of ours hears of it.
        boolean isOurs =
                !page.body().isEmpty() || !((page.status() == 400 && path.contains("%")) || method.equals("TRACE"));
        // One that climbs out of the API asks for a file.
        String reached = URI.create(bare.replaceAll("(?i)%2f", "/")).normalize().getPath();
        List<String> broken = reached.startsWith("/api/") && isOurs && !method.equals("OPTIONS")
                ? Answers.errors(method, bare, page.status(), page.header("Content-Type"), page.body())
                : List.of();
        if (!broken.isEmpty()) {
            throw new AssertionError(method + " " + path + " breaks the contract: " + broken + " in " + page);
        }
    }

    /** The body may be sent in chunks; all of ours are one JSON object. */
    private static Page page(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String[] head = answer.substring(0, end).split("\r\n");
        String body = answer.substring(end);
        int from = body.indexOf('{');
        return new Page(
                Integer.parseInt(head[0].split(" ")[1]),
                Arrays.stream(head).skip(1).collect(Collectors.joining("\n")),
                from < 0 ? "" : body.substring(from, body.lastIndexOf('}') + 1));
    }
}
