package org.opsflow.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** Cancels each run by REST as soon as an agent works on it. Guarded by its client's lock. */
final class Cancelling {
    private final HttpClient http;
    private final String url;
    private final String key;
    private final Map<Integer, String> waiting = new HashMap<>();
    private final Map<Integer, Long> askedAt = new HashMap<>();
    private final Latencies untilTold = new Latencies();
    private int refused;

    Cancelling(String url, String key) {
        this.url = url;
        this.key = key;
        // A request that waits for a thread would be the bench's delay, not the server's.
        Executor direct = Runnable::run;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(direct)
                .build();
    }

    /** Of the two that have to be known, the run's id and that an agent has it, either may come first. */
    void submitted(int task, String runId) {
        if (waiting.putIfAbsent(task, runId) != null) {
            cancel(task, runId);
        }
    }

    void granted(int task) {
        String runId = waiting.putIfAbsent(task, "");
        if (runId != null) {
            cancel(task, runId);
        }
    }

    private void cancel(int task, String runId) {
        waiting.remove(task);
        askedAt.put(task, System.nanoTime());
        http.sendAsync(
                        HttpRequest.newBuilder(URI.create(url + "/api/workflow-executions/" + runId + "/cancel"))
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    if (failure != null || response.statusCode() != 200) {
                        refused(failure == null ? response.statusCode() + " " + response.body() : failure.toString());
                    }
                });
    }

    private synchronized void refused(String why) {
        refused++;
        System.err.println("A cancellation failed: " + why);
    }

    /** False when nobody had asked for it, or it was told before. */
    boolean told(int task, long nanos) {
        Long asked = askedAt.remove(task);
        if (asked != null) {
            untilTold.add(nanos - asked);
        }
        return asked != null;
    }

    Latencies untilTold() {
        return untilTold;
    }

    synchronized int refused() {
        return refused;
    }
}
