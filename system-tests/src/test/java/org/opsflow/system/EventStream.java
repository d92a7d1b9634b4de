package org.opsflow.system;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a server tells of a workspace as it happens, read by a program. */
final class EventStream implements Closeable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Stream<String> body;

    /** Returns when the server has said from where on it tells. */
    EventStream(String url, String key) throws InterruptedException {
        try {
            var response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/api/events"))
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Events were answered " + response.statusCode());
            }
            body = response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            body.forEach(lines::add);
        } catch (UncheckedIOException ended) {
            // The stream was closed.
        }
    }

    boolean isReady() {
        return lines.contains("event: ready");
    }

    /** Whether a change of this type that holds the text was told. */
    boolean told(String type, String text) {
        return lines.stream().anyMatch(line -> line.contains("\"type\":\"" + type + "\"") && line.contains(text));
    }

    @Override
    public void close() {
        body.close();
    }
}
