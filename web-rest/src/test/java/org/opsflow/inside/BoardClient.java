package org.opsflow.inside;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.opsflow.domain.shared.JsonText;

/** A page that looks at the board. */
final class BoardClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private volatile int closedWith;
    private WebSocket socket;

    static BoardClient open(Browser browser) {
        URI site = ServerUnderTest.get().address();
        BoardClient client = new BoardClient();
        client.socket = handshake(browser.cookie(), site.toString(), "", client);
        return client;
    }

    /** In one of the person's workspaces. */
    static BoardClient open(Browser browser, String workspace) {
        URI site = ServerUnderTest.get().address();
        BoardClient client = new BoardClient();
        client.socket = handshake(browser.cookie(), site.toString(), "?workspace=" + workspace, client);
        return client;
    }

    /** The status with which a handshake is refused. */
    static int refusal(String cookie, String origin) {
        return refusal(cookie, origin, "");
    }

    static int refusal(String cookie, String origin, String query) {
        try {
            handshake(cookie, origin, query, new BoardClient()).abort();
            throw new AssertionError("The socket was opened.");
        } catch (CompletionException failed) {
            return ((WebSocketHandshakeException) failed.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private static WebSocket handshake(String cookie, String origin, String query, BoardClient client) {
        URI site = ServerUnderTest.get().address();
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("opsflow.v1");
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie);
        }
        if (!origin.isEmpty()) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(URI.create("ws://" + site.getAuthority() + "/ws/board" + query), client)
                .join();
    }

    void say(String frame) {
        socket.sendText(frame, true).join();
    }

    /** The first frame of a type after those already taken. */
    JsonObject await(String type) {
        return await(frame -> frame.getString("type").equals(type));
    }

    JsonObject await(Predicate<JsonObject> wanted) {
        until(() -> find(wanted).isPresent());
        JsonObject frame = find(wanted).orElseThrow();
        heard.remove(frame);
        return frame;
    }

    /** Does this once more every half second until such a frame has come. */
    JsonObject await(Runnable again, Predicate<JsonObject> wanted) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            again.run();
            return find(wanted).isPresent();
        });
        return find(wanted).orElseThrow();
    }

    /** Takes the frames of changes until one of this type came; their numbers have no gap. */
    List<JsonObject> changesUntil(String type) {
        until(() ->
                changes().stream().anyMatch(change -> change.getString("type").equals(type)));
        return changes();
    }

    List<JsonObject> changes() {
        return heard.stream()
                .filter(frame -> frame.getString("type").equals("changes"))
                .flatMap(frame -> frame.getJsonArray("changes").stream())
                .map(change -> change.asJsonObject())
                .toList();
    }

    int awaitClose() {
        until(() -> closedWith != 0);
        return closedWith;
    }

    boolean isOpen() {
        return closedWith == 0;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(JsonText.parseObject(part.toString()).orElseThrow());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closedWith = code;
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private Optional<JsonObject> find(Predicate<JsonObject> wanted) {
        return heard.stream().filter(wanted).findFirst();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
