package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.web.contract.LiveContract;

/** A reader of {@code /api/events}, as the standard has it. */
final class EventReader implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The fields of an event by their names. */
    record Event(Map<String, String> fields) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        JsonObject data() {
            return JsonText.parseObject(field("data")).orElseThrow();
        }
    }

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final Socket socket;
    private final String head;
    private volatile boolean ended;

    private EventReader(Socket socket, String head) {
        this.socket = socket;
        this.head = head;
        Thread reading = new Thread(this::read, "event-reader");
        reading.setDaemon(true);
        reading.start();
    }

    static EventReader open(Browser browser, String query, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Cookie";
        all[headers.length + 1] = browser.cookie();
        return open(query, all);
    }

    /** By hand, as Java's clients do not hang up when they are told to; in HTTP/1.0, which knows no chunks. */
    static EventReader open(String query, String... headers) {
        URI address = ServerUnderTest.get().address();
        StringBuilder request =
                new StringBuilder("GET /api/events" + query + " HTTP/1.0\r\nHost: " + address.getAuthority() + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try {
            Socket socket = new Socket(address.getHost(), address.getPort());
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as("The connection ended after %s", head).isNotNegative();
                head.append((char) next);
            }
            return new EventReader(socket, head.toString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    int status() {
        return Integer.parseInt(head.split(" ")[1]);
    }

    String header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The first event that has a name. */
    Event opening() {
        until(() -> !heard.isEmpty());
        return heard.get(0);
    }

    /** Those without a name, as soon as one is about this; each is what the AsyncAPI document says. */
    List<Event> changesUntil(String word) {
        until(() -> changes().stream().anyMatch(change -> change.field("data").contains(word)));
        List<Event> changes = changes();
        changes.forEach(change -> assertThat(LiveContract.errors(change.field("data")))
                .as(change.toString())
                .isEmpty());
        return changes;
    }

    List<Event> changes() {
        return heard.stream()
                .filter(event ->
                        event.field("event").isEmpty() && !event.field("data").isEmpty())
                .toList();
    }

    void awaitEnd() {
        until(() -> ended);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void read() {
        try (InputStream body = socket.getInputStream()) {
            byte[] some = new byte[8192];
            StringBuilder text = new StringBuilder();
            for (int n = body.read(some); n >= 0; n = body.read(some)) {
                // All that is read here is ASCII.
                text.append(new String(some, 0, n, StandardCharsets.UTF_8));
                for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
                    heard.add(event(text.substring(0, end)));
                    text.delete(0, end + 2);
                }
            }
        } catch (IOException closed) {
            // It is over either way.
        } finally {
            ended = true;
        }
    }

    private static Event event(String lines) {
        Map<String, String> fields = new TreeMap<>();
        lines.lines().filter(line -> !line.startsWith(":")).forEach(line -> {
            int colon = line.indexOf(": ");
            fields.merge(line.substring(0, colon), line.substring(colon + 2), (a, b) -> a + "\n" + b);
        });
        return new Event(fields);
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
